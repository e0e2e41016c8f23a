import asyncio
import signal
import websockets


async def echo(websocket, path):
    async for message in websocket:
        await websocket.send(message)


async def echo_server(stop, started):
    async with websockets.serve(echo, "127.0.0.1", 0) as server:
        started.set_result(server.sockets[0].getsockname()[1])
        await stop


async def main():
    loop = asyncio.get_running_loop()
    stop, started = loop.create_future(), loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, stop.set_result, None)
    task = asyncio.ensure_future(echo_server(stop, started))
    async with websockets.connect(f"ws://127.0.0.1:{await started}") as ws:
        await ws.send("x")
        print(await ws.recv())
        pong = await ws.ping()
        await pong
        print(ws.local_address[0], ws.open)
    stop.set_result(None)
    await task


asyncio.run(main())

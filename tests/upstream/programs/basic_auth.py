import asyncio

import websockets


async def handler(ws):
    await ws.send(ws.username)


async def main():
    async with websockets.serve(
        handler, "127.0.0.1", 0,
        create_protocol=websockets.basic_auth_protocol_factory(
            realm="demo", credentials=("me", "secret")),
    ) as server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://me:secret@127.0.0.1:{port}") as ws:
            print(await ws.recv())
        try:
            await websockets.connect(f"ws://me:wrong@127.0.0.1:{port}")
        except websockets.exceptions.InvalidStatusCode as error:
            print(error.status_code)


asyncio.run(main())

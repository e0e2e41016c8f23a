import asyncio
import functools
import websockets


def logged(function):
    @functools.wraps(function)
    async def wrapper(websocket, path):
        print("open", path)
        try:
            return await function(websocket, path)
        finally:
            print("close", path)
    return wrapper


@logged
async def handler(websocket, path):
    await websocket.send(path)


async def limited(limit, websocket, path):
    await websocket.send(f"{limit} {path}")


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with websockets.connect(uri + "/a") as ws:
            print(await ws.recv())
        await asyncio.sleep(0.05)
    async with websockets.serve(functools.partial(limited, 3), "127.0.0.1", 0) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with websockets.connect(uri + "/b") as ws:
            print(await ws.recv())
    async with websockets.serve(lambda ws, path: ws.send(path), "127.0.0.1", 0) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with websockets.connect(uri + "/c") as ws:
            print(await ws.recv())


asyncio.run(main())

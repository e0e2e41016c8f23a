import asyncio

import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatusCode


async def handler(ws):
    try:
        await ws.recv()
    except websockets.ConnectionClosedOK as closed:
        print("server", closed.code, repr(closed.reason))
    except ConnectionClosed as closed:
        print("server", closed.code, f"{closed.reason!r}")


async def refuse(path, headers):
    if path == "/no":
        return 403, [], b"no"


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0, process_request=refuse) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            await websockets.connect(uri + "/no")
        except InvalidStatusCode as error:
            print(error.status_code, "Content-Length" in error.headers)
        async with websockets.connect(uri) as ws:
            await ws.close(1000, "bye")
        ws = await websockets.connect(uri)
        ws.transport.abort()
        try:
            await ws.recv()
        except ConnectionClosed as closed:
            print(closed.code, repr(closed.reason), closed.code == 1006)
        await asyncio.sleep(0)
    made = InvalidStatusCode(401, {"A": "b"})
    print(made.status_code, made.headers["A"])


asyncio.run(main())

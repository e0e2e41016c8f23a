import asyncio
import functools

import websockets


async def handler(ws, path):
    await ws.send(ws.request_headers.get("User-Agent", "") + ws.request_headers.get("X-A", ""))


async def main():
    server = await websockets.serve(
        ws_handler=handler, host="127.0.0.1", port=0, timeout=5,
        extra_headers=[("Server", "demo/1")], read_limit=2 ** 16, loop=None)
    uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with websockets.connect(uri, extra_headers={"User-Agent": "me/1"}, timeout=5) as ws:
        print(await ws.recv(), ws.response_headers["Server"])
    options = {"timeout": 3, "user_agent_header": None}
    options["extra_headers"] = [("X-A", "a")]
    async with websockets.connect(uri, **options) as ws:
        print(await ws.recv())
    dial = functools.partial(websockets.connect, user_agent_header=None, extra_headers={"X-A": "b"})
    async with dial(uri) as ws:
        print(await ws.recv())
    other = await websockets.serve(handler, "127.0.0.1", 0, extra_headers={"X-B": "c"})
    uri = f"ws://127.0.0.1:{other.sockets[0].getsockname()[1]}"
    async with websockets.connect(uri, user_agent_header="x") as ws:
        print(await ws.recv(), ws.response_headers["X-B"])
    for item in (server, other):
        item.close()
        await item.wait_closed()


asyncio.run(main())

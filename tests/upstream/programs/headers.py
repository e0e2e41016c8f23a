import asyncio

import websockets


def extra(path, request_headers):
    return {"X-Path": path, "X-Agent": request_headers.get("User-Agent", "none")}


async def handler(ws, path):
    await ws.send(ws.request_headers.get("User-Agent", "-"))
    await ws.send(ws.request_headers.get("Authorization", "-"))


async def main():
    async with websockets.serve(
        handler, "127.0.0.1", 0, extra_headers={"X-Served-By": "me", "Server": "mine/1"}
    ) as server:
        port = server.sockets[0].getsockname()[1]
        headers = {"User-Agent": "agent/2", "Authorization": "Bearer x"}
        async with websockets.connect(f"ws://127.0.0.1:{port}/", extra_headers=headers) as ws:
            print(await ws.recv(), await ws.recv())
            print(ws.response_headers["X-Served-By"], ws.response_headers["Server"])
    async with websockets.serve(handler, "127.0.0.1", 0, extra_headers=extra) as server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/p?q=1", extra_headers=[("User-Agent", "other"), ("A", "b")]
        ) as ws:
            print(ws.response_headers["X-Path"], ws.response_headers["X-Agent"])


asyncio.run(main())

import asyncio

from websockets.legacy.client import WebSocketClientProtocol, connect
from websockets.legacy.server import WebSocketServerProtocol, serve

SEEN = []


async def handler(ws: WebSocketServerProtocol, path: str):
    SEEN.append((ws.path, path, ws.open, ws.closed, not ws.open))
    SEEN.append((ws.request_headers["X-Test"], "Upgrade" in ws.response_headers))
    SEEN.append((ws.host, ws.is_client, ws.origin))
    async for message in ws:
        await ws.send(message)


def describe(ws: "WebSocketClientProtocol") -> str:
    return f"{ws.open} {ws.closed}" if ws.open else "not open"


async def main():
    server = await serve(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with connect(f"ws://127.0.0.1:{port}/chat?a=1", extra_headers={"X-Test": "yes"}) as ws:
        await ws.send("hello")
        print(await ws.recv(), describe(ws), ws.host, ws.port == port, ws.request_headers["X-Test"])
        print(len(server.websockets), ws.response_headers["Upgrade"])
    print(describe(ws), ws.closed, ws.open, ws.close_code)
    server.close()
    await server.wait_closed()
    print(SEEN)


asyncio.run(main())

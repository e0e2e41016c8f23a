# setting: websockets = >=13,<16
import asyncio
import websockets
from websockets import connect, ConnectionClosed
from websockets.exceptions import InvalidStatusCode


async def handler(ws, path):
    print(path, ws.request_headers["Host"])
    if ws.open:
        await ws.send("x")


async def client(uri):
    try:
        async with connect(uri, extra_headers={"A": "b"}) as ws:
            print(ws.response_headers)
            websockets.broadcast({ws}, "x")
    except InvalidStatusCode as exc:
        print(exc.status_code)
    except ConnectionClosed as exc:
        print(exc.code)


async def main():
    async with websockets.serve(handler, "", 1):
        pass

# setting: websockets = >=13,<16
import asyncio
import websockets
import websockets.asyncio.server
from websockets import ConnectionClosed
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.protocol import State


async def handler(ws):
    path = ws.request.path
    print(path, ws.request.headers["Host"])
    if ws.state is State.OPEN:
        await ws.send("x")


async def client(uri):
    try:
        async with connect(uri, additional_headers={"A": "b"}) as ws:
            print(ws.response.headers)
            websockets.asyncio.server.broadcast({ws}, "x")
    except InvalidStatus as exc:
        print(exc.response.status_code)
    except ConnectionClosed as exc:
        print(exc.rcvd.code if exc.rcvd else 1006)


async def main():
    async with websockets.asyncio.server.serve(handler, "", 1):
        pass

# left: WS304 manual
# left: WS304 manual
"""``host`` and ``port`` mean the other end for a client, this end for a server."""
import websockets
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection


def of_client(ws: ClientConnection):
    return ws.remote_address[0]


def of_server(ws: ServerConnection):
    return ws.local_address[1]


def of_either(ws: ClientConnection | ServerConnection):
    return ws.host, ws.local_address


async def given_twice(ws):
    print(ws.host)
    print(ws.remote_address)


async def given_once(ws):
    print(ws.local_address[1])


async def given_something(ws):
    print(ws.local_address[1])


async def main(unknown):
    await given_twice(await websockets.connect("ws://localhost"))
    await websockets.serve(given_twice, "localhost", 1)
    await websockets.serve(given_once, "localhost", 1)
    await websockets.serve(given_something, "localhost", 1)
    await given_something(unknown)
    print(unknown.host, unknown.port)

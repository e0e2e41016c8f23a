# setting: websockets = 17.4
import asyncio

import websockets


async def old(ws, path):
    await ws.send(path)


async def either(ws, path=None):
    await ws.send("x")


async def new(ws):
    await ws.send("x")


def first(client_subprotocols, server_subprotocols):
    return client_subprotocols[0]


def refuse(path, request_headers):
    return 403, [], b"no"


async def main(names):
    await websockets.serve(old, "", 1, subprotocols=["chat"])
    await websockets.serve(
        old,
        "",
        1,
        subprotocols=["chat"],
        extra_headers={"A": "b"},
    )
    await websockets.serve(old, "", 2, subprotocols=["chat"], **{"max_size": 1000})
    await websockets.serve(new, "", 1, subprotocols=["chat"], loop=None)
    await websockets.serve(new, "", 1, subprotocols=["chat"], process_request=refuse)
    await websockets.serve(old, "", 1, subprotocols=list(names))
    await websockets.serve(old, "", 1, subprotocols=["chat"], select_subprotocol=first)


async def untouched():
    await websockets.serve(either, "", 1, subprotocols=["chat"])
    await websockets.serve(new, "", 1, subprotocols=["chat"])
    await websockets.connect("ws://localhost", subprotocols=["chat"], loop=None)


start = websockets.serve(new, "", 1, subprotocols=["chat"])
asyncio.get_event_loop().run_until_complete(start)
asyncio.get_event_loop().run_forever()

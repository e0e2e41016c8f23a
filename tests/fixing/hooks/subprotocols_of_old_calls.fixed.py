# setting: websockets = 17.4
import asyncio

import websockets


async def old(ws):
    path = ws.request.path
    await ws.send(path)


async def either(ws):
    await ws.send("x")


async def new(ws):
    await ws.send("x")


def first(connection, subprotocols):
    if not subprotocols:
        return None
    return subprotocols[0]


def refuse(connection, request):
    return connection.respond(403, "no")


async def main(names):
    await websockets.serve(
        old, "", 1, subprotocols=["chat"],
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None))
    await websockets.serve(
        old,
        "",
        1,
        subprotocols=["chat"],
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None),
        process_response=lambda connection, request, response: response.headers.update({"A": "b"}),
    )
    await websockets.serve(
        old, "", 2, subprotocols=["chat"], **{"max_size": 1000},
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None))
    await websockets.serve(
        new, "", 1, subprotocols=["chat"],
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None))
    await websockets.serve(
        new, "", 1, subprotocols=["chat"], process_request=refuse,
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None))
    await websockets.serve(old, "", 1, subprotocols=list(names))
    await websockets.serve(old, "", 1, subprotocols=["chat"], select_subprotocol=first)


async def untouched():
    await websockets.serve(either, "", 1, subprotocols=["chat"])
    await websockets.serve(new, "", 1, subprotocols=["chat"])
    await websockets.connect("ws://localhost", subprotocols=["chat"])


async def start():
    async with websockets.serve(
        new, "", 1, subprotocols=["chat"],
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None)) as server:
        await server.serve_forever()
asyncio.run(start())

# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 written-to
# left: WS302 written-to
# setting: websockets = >=14
"""Handlers that other code calls as well, and what it gives them as the path."""
import websockets


async def echo(websocket, path):
    await websocket.send(path)


async def router(websocket, path):
    await echo(websocket, path)


async def by_name(connection):
    await talk(websocket=connection, path=connection.request.path)


async def talk(websocket, path):
    await websocket.send(path)


async def kept(connection):
    where = connection.request.path
    await named(connection, where)


async def named(websocket, path):
    await websocket.send(path)


async def another(connection, other):
    await mixed(connection, other.request.path)


async def mixed(websocket, path):
    await websocket.send(path)


async def looped(connections, path):
    for connection in connections:
        await given(connection, path)


async def given(websocket, path):
    await websocket.send(path)


async def annotated(connection):
    where: str
    where = "/chat"
    await told(connection, where)


async def told(websocket, path):
    await websocket.send(path)


async def optional(websocket, path=None):
    if path is None:
        path = "/"
    await websocket.send(path)


async def fallback(websocket, path=None):
    await websocket.send(path or "/chat")


async def asked(websocket, path="/"):
    if path == "/":
        print("given?")
    await websocket.send(path)


async def main(handlers):
    await websockets.serve(router, "", 1)
    await websockets.serve(echo, "", 2)
    await websockets.serve(talk, "", 3)
    await websockets.serve(named, "", 4)
    await websockets.serve(mixed, "", 5)
    await websockets.serve(given, "", 6)
    await websockets.serve(told, "", 7)
    await websockets.serve(optional, "", 8)
    await websockets.serve(fallback, "", 9)
    await websockets.serve(asked, "", 10)
    await websockets.serve(lambda websocket, path: echo(websocket, path), "", 11)
    await websockets.serve(lambda websocket, path: (path := "/x") and echo(websocket, path), "", 12)
    await websockets.serve(lambda websocket, path: (websocket := handlers) and print(path), "", 13)

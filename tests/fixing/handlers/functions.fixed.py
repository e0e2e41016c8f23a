# left: WS302 other-uses
# left: WS302 other-uses
import asyncio
import functools

import websockets


async def echo(ws, path):
    """Sends back."""
    # by path
    print(path)
    async for message in ws:
        await ws.send(message)


async def unused(
    ws,
    # the path
):
    pass


async def short(ws): path = ws.request.path; await ws.send(path)


async def doc(ws, /):
    "Nothing else."


async def rebound(ws):
    path = ws.request.path
    path = path.strip("/")
    return path


async def dispatch(ws):
    path = ws.request.path
    if path == "/echo":
        await echo(ws, path)
    elif path:
        await unused(ws)
    await by_table["x"](ws, path)


async def nested(ws):
    path = ws.request.path
    @functools.wraps(nested)
    def inner():
        return path
    await inner()


async def listed(ws, path):
    print(path)


by_table = {"x": listed}


class Server:
    def __init__(self):
        self.rooms = {}

    async def handler(self, websocket):
        path = websocket.request.path
        room = self.rooms[path.split("?")[0]]
        await websocket.send(room)

    async def start(self):
        await websockets.serve(self.handler, "", 1)


async def bound(prefix, ws, *, extra=(1, 2)):
    path = ws.request.path
    print(prefix, f"{path}")


async def main():
    for handler in (echo,):
        pass
    await websockets.serve(unused, "", 1)
    await websockets.serve(short, "", 1)
    await websockets.serve(doc, "", 1)
    await websockets.serve(rebound, "", 1)
    await websockets.serve(dispatch, "", 1)
    await websockets.serve(nested, "", 1)
    await websockets.serve(listed, "", 1)
    await websockets.serve(lambda ws: echo2(ws), "", 1)
    await websockets.serve(functools.partial(bound, "x"), "", 1)


async def echo2(ws):
    path = ws.request.path
    print(path)


async def other(port):
    async with websockets.serve(echo2, "", port), websockets.serve(handler=called, host=""):
        await asyncio.Future()


async def called(ws, path):
    print(path)


async def test_called():
    await called(object(), "/")

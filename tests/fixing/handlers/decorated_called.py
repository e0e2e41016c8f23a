# same: what the decorator made is called by other code too
# left: WS302 other-uses
import functools
import websockets


def logged(function):
    @functools.wraps(function)
    async def wrapper(websocket, path):
        return await function(websocket, path)
    return wrapper


@logged
async def handler(websocket, path):
    await websocket.send(path)


@logged
async def other(websocket, path):
    await websocket.send(path)


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0):
        pass
    await other(None, "/x")

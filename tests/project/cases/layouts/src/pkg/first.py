# Imports the second, which imports the first.
import websockets

from .second import Server, reopen


class Own:
    async def handle(self, ws, path):  # expect: WS302@5
        return ws.open  # expect: WS304@16

    async def other(self, ws, path):  # ok: nobody gives it to a server
        return ws.open


async def open_first():
    return await websockets.connect("x")


async def main():
    await websockets.serve(Server().handle, "", 1)
    ws = await reopen()
    print(ws.closed)  # expect: WS304@11

import websockets

from . import first


class Server:
    async def handle(self, ws, path):  # expect: WS302@5
        return ws.open  # expect: WS304@16

    async def other(self, ws, path):  # ok: nobody gives it to a server
        return ws.open


async def reopen():
    return await first.open_first()


async def main(first_again=None):
    await websockets.serve(first.Own().handle, "", 1)
    ws = await first.open_first()
    print(ws.closed)  # expect: WS304@11
    lost = await first_again.open_first()
    print(lost.closed)  # ok: something else

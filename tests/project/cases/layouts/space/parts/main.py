from functools import partial

import websockets
from pkg.first import open_first
from space.parts.handlers import Handlers, keyed

handlers = Handlers()


async def main():
    await websockets.serve(handlers.chat, "", 1)
    await websockets.serve(partial(keyed, {}), "", 1)
    ws = await open_first()
    print(ws.closed)  # expect: WS304@11


async def others(handlers):
    await websockets.serve(handlers.chat_again, "", 1)  # ok: a parameter
    async with open_first() as ws:
        print(ws.closed)  # ok: no context manager

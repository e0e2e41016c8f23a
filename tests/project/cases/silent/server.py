import websockets

from handlers import unused


async def main(handlers):
    await websockets.serve(handlers.chat, "", 1)  # ok: a parameter

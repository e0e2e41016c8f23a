from websockets.asyncio.server import serve

from handlers import Handler, echo as handle


async def main():
    await serve(handle, "", 1)
    await serve(Handler, "", 1)

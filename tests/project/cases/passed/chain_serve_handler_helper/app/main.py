import websockets
from app import handlers


async def main():
    async with websockets.serve(handlers.chat, "", 1):
        pass

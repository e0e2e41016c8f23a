import websockets
from handlers import chat


async def main():
    async with websockets.serve(chat, "", 8765):
        pass

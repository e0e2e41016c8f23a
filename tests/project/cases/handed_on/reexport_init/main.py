import websockets
from app.ws import chat


async def main():
    async with websockets.serve(chat, "", 8765):
        pass

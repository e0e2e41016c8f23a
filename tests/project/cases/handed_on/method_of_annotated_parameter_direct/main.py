import websockets
from server import Chat


async def main(chat: "Chat"):
    async with websockets.serve(chat.handle, "", 8765):
        pass

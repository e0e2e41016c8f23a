import websockets
from server import Chat


class App:
    def __init__(self, chat: Chat):
        self.chat = chat
    async def main(self, other: Chat):
        async with websockets.serve(self.chat.handle, "", 8765):
            pass

import websockets
from handlers import Chat


async def main():
    async with websockets.serve(Chat(), "", 8765):
        pass

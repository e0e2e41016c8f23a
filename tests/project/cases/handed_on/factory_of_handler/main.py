import websockets
from handlers import make_chat


async def main():
    async with websockets.serve(make_chat({}), "", 8765):
        pass

import websockets
from handlers import default


async def main():
    async with websockets.serve(default, "", 8765):
        pass

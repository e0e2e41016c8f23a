import websockets
from handlers import bound


async def main():
    async with websockets.serve(bound, "", 8765):
        pass

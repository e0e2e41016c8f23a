# setting: websockets = >=14
from websockets.asyncio.client import connect


async def main():
    async with connect("ws://x", max_size=None):
        pass

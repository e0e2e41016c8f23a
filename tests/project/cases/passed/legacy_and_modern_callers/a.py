from websockets.asyncio.client import connect
from util import is_open


async def f():
    async with connect("x") as ws:
        return is_open(ws)

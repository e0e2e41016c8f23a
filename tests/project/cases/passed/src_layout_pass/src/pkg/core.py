import websockets
from pkg.util import is_open


async def f():
    async with websockets.connect("x") as ws:
        return is_open(ws)

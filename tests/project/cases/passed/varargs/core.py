import websockets
from util import is_open, keys


async def f():
    async with websockets.connect("x") as ws:
        return is_open(ws), keys(conn=ws)

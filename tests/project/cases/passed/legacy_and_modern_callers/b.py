from websockets.legacy.client import connect  # expect: WS101@38
from util import is_open


async def f():
    async with connect("x") as ws:
        return is_open(ws)

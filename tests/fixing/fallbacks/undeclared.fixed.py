"""Without a declared range both arms stay; what both need is imported below them."""
try:
    from websockets.asyncio.client import connect
except ImportError:
    from websockets import connect
from websockets.protocol import State


async def main(uri, headers):
    async with connect(uri, additional_headers=headers) as connection:
        print(connection.state is State.OPEN)


import sys

if sys.platform == "win32":
    from websockets import serve
else:
    from websockets.asyncio.server import serve


async def run(handler, headers):
    return await serve(handler, "", 1, close_timeout=5)

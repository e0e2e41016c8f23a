"""Without a declared range both arms stay; what both need is imported below them."""
try:
    from websockets.legacy.client import connect
except ImportError:
    from websockets import connect


async def main(uri, headers):
    async with connect(uri, extra_headers=headers) as connection:
        print(connection.open)


import sys

if sys.platform == "win32":
    from websockets import serve
else:
    from websockets.legacy.server import serve


async def run(handler, headers):
    return await serve(handler, "", 1, timeout=5)

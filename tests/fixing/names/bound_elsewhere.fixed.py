# left: WS101 other-uses
# left: WS101 other-uses
"""A name that may be something else keeps what it is: its uses cannot be told apart."""
import mylib

try:
    from websockets.legacy.client import connect
except ImportError:
    from mylib import connect

from websockets.legacy.server import serve

if mylib.patched:
    serve = mylib.serve


async def main(uri, headers):
    async with connect(uri, extra_headers=headers) as connection:
        print(connection.open)
    async with serve(print, "", 1, timeout=5):
        pass

# left: WS101 partial-file
# left: WS203 partial-file
# left: WS305 manual
"""An attribute in a pattern needs a person, and keeps the side of clients as it is."""
from websockets.exceptions import InvalidStatusCode
from websockets.legacy.client import connect
from websockets.asyncio.server import serve


async def dial(uri):
    try:
        await connect(uri)
    except Exception as error:
        match error:
            case InvalidStatusCode(status_code=401):
                return
        raise


async def main(handler):
    await serve(handler, "localhost", 1)

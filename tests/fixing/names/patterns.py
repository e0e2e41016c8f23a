# same
# left: WS101 other-uses
# left: WS101 partial-file
# left: WS304 partial-file
"""A pattern asks for an attribute that the new class lacks."""
from websockets.legacy.client import WebSocketClientProtocol, connect


async def main(uri, found):
    async with connect(uri) as connection:
        print(connection.open)
    match found:
        case WebSocketClientProtocol(open=True):
            return found

# same
# left: WS101 partial-file
# left: WS204 partial-file
# left: WS304 manual
# left: WS304 partial-file
# left: WS308 partial-file
"""The server stays what it is while something of it cannot be changed."""
from websockets.auth import basic_auth_protocol_factory
from websockets.legacy.server import serve


async def main(handler):
    server = await serve(
        handler, "localhost", 8765,
        create_protocol=basic_auth_protocol_factory(realm="demo", credentials=("a", "b")))
    for connection in server.websockets:
        connection.fail_connection(1011)

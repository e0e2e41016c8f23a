# same
# left: WS101 not-literal
# left: WS101 partial-file
from websockets.legacy.server import serve
from websockets.legacy.server import unix_serve


async def main(handler, names):
    await serve(handler, "", 1, subprotocols=list(names))
    await unix_serve(handler, subprotocols=["v1"])

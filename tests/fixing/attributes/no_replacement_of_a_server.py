# left: WS101 partial-file
# left: WS304 manual
"""As on the side of clients: what is asked of a server, or of what serve() gives, keeps that."""
from websockets.legacy.client import connect
from websockets.legacy.server import serve


async def client():
    await connect("ws://localhost")


async def server(handler):
    serving = serve(handler, "localhost", 1)
    print(serving.ws_server)
    await serving

# same
# left: WS101 partial-file
# left: WS101 partial-file
# left: WS308 manual
# left: WS308 partial-file
from websockets.legacy.client import WebSocketClientProtocol, connect


class Client(WebSocketClientProtocol):
    def __init__(self, *args, ping_interval=5, **kwargs):
        super().__init__(*args, ping_interval=ping_interval, **kwargs)


async def main(uri):
    return await connect(uri, create_protocol=Client)

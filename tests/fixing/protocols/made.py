# same
# left: WS101 partial-file
# left: WS101 partial-file
# left: WS308 other-uses
# left: WS308 partial-file
from websockets.legacy.client import WebSocketClientProtocol, connect


class Client(WebSocketClientProtocol):
    pass


class Other(Client):
    pass


async def main(uri):
    return await connect(uri, create_protocol=Client)

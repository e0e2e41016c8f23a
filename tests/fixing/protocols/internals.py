# same
# left: WS101 partial-file
# left: WS101 partial-file
# left: WS304 manual
# left: WS308 other-uses
# left: WS308 partial-file
from websockets.legacy.client import WebSocketClientProtocol, connect


class Client(WebSocketClientProtocol):
    def drop(self):
        self.fail_connection(1011)


async def main(uri):
    return await connect(uri, create_protocol=Client)

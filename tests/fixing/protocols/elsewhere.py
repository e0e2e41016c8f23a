# same
# left: WS101 partial-file
# left: WS308 manual
from websockets.legacy.client import WebSocketClientProtocol


class Client(WebSocketClientProtocol):
    pass

# same
# left: WS105 manual
from unittest import mock

with mock.patch("websockets.legacy.client.WebSocketClientProtocol.open"):
    pass

from typing import Optional, Union

from starlette.websockets import WebSocket
from websockets.legacy.client import WebSocketClientProtocol


class Channel:
    websocket: Union[WebSocket, WebSocketClientProtocol]
    other: Optional[WebSocketClientProtocol] = None

    def closed(self, first: "WebSocket | WebSocketClientProtocol", second):
        if isinstance(first, WebSocketClientProtocol) and first.closed:
            return True
        if hasattr(self.websocket, "closed") and self.websocket.closed:
            return True
        return self.other is not None and self.other.closed or second.closed

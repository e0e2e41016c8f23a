from typing import Optional, Union

from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection
from websockets.protocol import State


class Channel:
    websocket: Union[WebSocket, ClientConnection]
    other: Optional[ClientConnection] = None

    def closed(self, first: "WebSocket | ClientConnection", second):
        if isinstance(first, ClientConnection) and first.state is State.CLOSED:
            return True
        if hasattr(self.websocket, "closed") and self.websocket.closed:
            return True
        return self.other is not None and self.other.state is State.CLOSED or second.closed

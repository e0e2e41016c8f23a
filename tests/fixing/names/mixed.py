# same: what is read may be of either class, and the new one lacks it
# left: WS101 other-uses
# left: WS101 partial-file
from typing import Union

from starlette.websockets import WebSocket
from websockets.legacy.client import WebSocketClientProtocol, connect


class Channel:
    websocket: Union[WebSocket, WebSocketClientProtocol]

    async def open(self, uri):
        return await connect(uri)

    @property
    def closed(self):
        if isinstance(self.websocket, WebSocket):
            return self.websocket.client_state
        return self.websocket.closed

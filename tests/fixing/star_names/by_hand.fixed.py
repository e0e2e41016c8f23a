# left: WS106 manual
# left: WS106 partial-file
# left: WS304 partial-file
"""One name has no replacement: the file stays whole."""
from websockets import *


async def handler(websocket: WebSocketServerProtocol):
    if websocket.open:
        raise AbortHandshake(403, [])

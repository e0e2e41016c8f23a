"""Another star may bring the name."""
# same
from websockets import *
from helpers import *


async def handler(websocket: WebSocketServerProtocol):
    await websocket.send("hello")

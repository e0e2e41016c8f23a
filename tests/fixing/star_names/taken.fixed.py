from websockets import *
from websockets.asyncio.server import ServerConnection as WebSocketServerConnection

ServerConnection = None


async def handler(websocket: WebSocketServerConnection):
    print(websocket, ServerConnection)

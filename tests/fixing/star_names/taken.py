from websockets import *

ServerConnection = None


async def handler(websocket: WebSocketServerProtocol):
    print(websocket, ServerConnection)

import websockets.client as websockets
from websockets.client import WebSocketClientProtocol


async def main(uri):
    ws: WebSocketClientProtocol = await websockets.connect(uri, extra_headers={})
    print(ws.open)

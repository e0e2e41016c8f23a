import websockets.asyncio.client as websockets
from websockets.asyncio.client import ClientConnection
from websockets.protocol import State


async def main(uri):
    ws: ClientConnection = await websockets.connect(uri, additional_headers={})
    print(ws.state is State.OPEN)

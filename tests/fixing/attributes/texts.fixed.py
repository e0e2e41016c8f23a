# left: WS304 not-literal
# left: WS304 not-literal
"""A side was a text, which no member of the enumeration equals."""
import websockets
from websockets.protocol import Side


async def main(uri):
    async with websockets.connect(uri) as ws:
        print(ws.protocol.side == Side.CLIENT, not ws.protocol.side != (Side.SERVER), ws.protocol.side is Side.CLIENT)
        print(ws.side, ws.side in ("client", "server"))

# left: WS304 not-literal
# left: WS304 not-literal
"""A side was a text, which no member of the enumeration equals."""
import websockets


async def main(uri):
    async with websockets.connect(uri) as ws:
        print(ws.side == "client", not ws.side != ("server"), ws.is_client)
        print(ws.side, ws.side in ("client", "server"))

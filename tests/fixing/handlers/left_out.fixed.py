# left: WS101 partial-file
# left: WS302 other-uses
from websockets.legacy.server import serve

async def called(ws, path=None):
    await ws.send(f"{path}")

async def main2(ws):
    await serve(called, "", 1)
    await called(ws)

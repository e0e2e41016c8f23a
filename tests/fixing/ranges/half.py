# left: WS107 partial-file
# left: WS302 partial-file
# left: WS308 manual
# setting: websockets = >=13
"""One name that cannot move keeps its side; the other side goes."""
import websockets
from websockets import serve

options = {"create_protocol": make_protocol()}


async def handler(websocket, path):
    await websocket.send(path)


async def main(uri):
    async with serve(handler, "localhost", 8765, **options):
        async with websockets.connect(uri, extra_headers=[("A", "b")]) as websocket:
            print(websocket.request_headers)

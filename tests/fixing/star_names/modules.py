from asyncio import *
from websockets.client import *
from websockets.server import *
from websockets.exceptions import *
from websockets.exceptions import ConnectionClosed  # stays

SEEN: "list[WebSocketClientProtocol]" = []


async def handler(websocket: WebSocketServerProtocol, path):
    if websocket.open:
        print(path, serve.__name__)


async def main(uri):
    try:
        async with connect(uri, extra_headers={}) as websocket:
            SEEN.append(websocket)
            await wait_for(websocket.send("hello"), 3)
    except InvalidStatusCode as exc:
        print(exc.status_code)
    except (ConnectionClosed, InvalidStatus):
        raise InvalidStatusCode(403, {})
    async with serve(handler, "localhost", 8765):
        pass

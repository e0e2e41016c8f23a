from asyncio import *
from websockets.client import *
from websockets.datastructures import Headers
from websockets.server import *
from websockets.exceptions import *
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import InvalidStatus as WebSocketInvalidStatus
from websockets.exceptions import ConnectionClosed  # stays
from websockets.http11 import Response
from websockets.protocol import State

SEEN: "list[ClientConnection]" = []


async def handler(websocket: ServerConnection):
    path = websocket.request.path
    if websocket.state is State.OPEN:
        print(path, serve.__name__)


async def main(uri):
    try:
        async with connect(uri, additional_headers={}) as websocket:
            SEEN.append(websocket)
            await wait_for(websocket.send("hello"), 3)
    except WebSocketInvalidStatus as exc:
        print(exc.response.status_code)
    except (ConnectionClosed, InvalidStatus):
        raise WebSocketInvalidStatus(Response(403, "Forbidden", Headers({})))
    async with serve(handler, "localhost", 8765):
        pass

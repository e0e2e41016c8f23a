from __future__ import annotations

import asyncio
import contextlib
import importlib
from typing import TYPE_CHECKING, Optional, cast
from unittest import mock

import websockets
import websockets.exceptions
from websockets.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatusCode

if TYPE_CHECKING:
    from websockets.client import WebSocketClientProtocol
    from websockets.server import WebSocketServerProtocol

LOST = (websockets.exceptions.InvalidStatusCode, ConnectionClosed, OSError)


class Client:
    connection: "Optional[WebSocketClientProtocol]" = None

    async def open(self, uri: str, headers: dict[str, str]) -> WebSocketClientProtocol:
        self.connection = await connect(uri, extra_headers=headers)
        return cast("WebSocketClientProtocol", self.connection)

    def is_open(self) -> bool:
        return self.connection is not None and self.connection.open


async def handler(websocket: "WebSocketServerProtocol", path: str) -> None:
    async for message in websocket:
        await websocket.send(f"{path} {message} {websocket.request_headers['X-A']}")


async def refuse(path, headers):
    if path != "/chat":
        return 404, [("X-Why", "path")], b"no chat\n"


async def retried(attempt):
    try:
        return await attempt()
    except LOST as error:
        if isinstance(error, InvalidStatusCode):
            return f"{type(error) is InvalidStatusCode} {error.status_code} {error.headers['X-Why']}"
        raise


def refused():
    raise InvalidStatusCode(503, {"Retry-After": "5"})


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0, process_request=refuse) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        client = Client()
        print(await retried(lambda: client.open(uri + "/other", {})), client.is_open())
        ws = await client.open(uri + "/chat", {"X-A": "b"})
        await ws.send("hello")
        print(await ws.recv(), client.is_open())
        await ws.close()
        print(client.is_open(), ws.closed)
    try:
        refused()
    except (InvalidHandshake, ConnectionClosed) as error:
        print(isinstance(error, websockets.exceptions.InvalidStatusCode))
    except websockets.exceptions.InvalidStatusCode as error:
        print(error.status_code)
    with contextlib.suppress(websockets.InvalidStatusCode):
        refused()
    module = importlib.import_module("websockets.legacy.client")
    with mock.patch("websockets.legacy.client.connect", return_value="patched"):
        print(module.connect("x"))
    with mock.patch(f"{__name__}.connect", new=mock.AsyncMock()) as patched:
        await Client().open("ws://nowhere", {})
        print(patched.await_count)


asyncio.run(main())

"""A connection as a handler sees it, whoever serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State


class Closed(Exception):
    """The connection is closed: nothing more can be sent or received."""


class Connection(Protocol):
    """Text messages in both directions."""

    @property
    def is_open(self) -> bool:
        """Whether messages can be sent and received."""

    async def send(self, text: str) -> None:
        """Send a message; raises ``Closed``."""

    async def receive(self) -> str:
        """The next message; raises ``Closed`` when there is none to come."""


class FastAPIConnection:
    """A connection of FastAPI or Starlette, after ``accept``."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    @property
    def is_open(self) -> bool:
        """Open until either side has closed: Starlette keeps one state for each."""
        return (self._websocket.client_state is WebSocketState.CONNECTED
                and self._websocket.application_state is WebSocketState.CONNECTED)

    async def send(self, text: str) -> None:
        if not self.is_open:
            raise Closed
        try:
            await self._websocket.send_text(text)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise Closed from error

    async def receive(self) -> str:
        if not self.is_open:
            raise Closed
        try:
            return await self._websocket.receive_text()
        except WebSocketDisconnect as error:
            raise Closed from error


class WebsocketsConnection:
    """A connection of websockets, in its handler."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection

    @property
    def is_open(self) -> bool:
        """Open between the two handshakes."""
        return self._connection.state is State.OPEN

    async def send(self, text: str) -> None:
        try:
            await self._connection.send(text)
        except ConnectionClosed as error:
            raise Closed from error

    async def receive(self) -> str:
        try:
            return await self._connection.recv(decode=True)
        except ConnectionClosed as error:
            raise Closed from error


async def messages(connection: Connection) -> AsyncIterator[str]:
    """Messages until the connection is closed."""
    while True:
        try:
            text = await connection.receive()
        except Closed:
            return
        yield text

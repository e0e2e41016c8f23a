"""Which users are connected, and how to reach one of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState


class ConnectionManager:
    """The connections of one application, by user."""

    def __init__(self) -> None:
        self._connections: dict[str, set[WebSocket]] = {}

    @asynccontextmanager
    async def connected(self, user: str, websocket: WebSocket) -> AsyncIterator[None]:
        """Accept a connection, and know it for as long as the block runs."""
        await websocket.accept()
        self._connections.setdefault(user, set()).add(websocket)
        try:
            yield
        finally:
            remaining = self._connections[user]
            remaining.discard(websocket)
            if not remaining:
                del self._connections[user]

    def is_open(self, user: str) -> bool:
        """Whether a user has a connection that is open in both directions."""
        return any(
            websocket.client_state is WebSocketState.CONNECTED
            and websocket.application_state is WebSocketState.CONNECTED
            for websocket in self._connections.get(user, ())
        )

    async def send(self, user: str, event: dict[str, object]) -> None:
        """Send an event to one user, on all of their connections."""
        for websocket in list(self._connections.get(user, ())):
            try:
                await websocket.send_json(event)
            except (WebSocketDisconnect, RuntimeError):
                continue  # closed meanwhile: its own handler removes it

"""One worker: its own connections, and events through the broker."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, FastAPI, WebSocket, WebSocketDisconnect

from .broker import Broker, TcpBroker

router = APIRouter()


class LocalConnections:
    """The connections of this worker, by user."""

    def __init__(self) -> None:
        self._connections: dict[str, set[WebSocket]] = {}

    @contextlib.contextmanager
    def attached(self, user: str, websocket: WebSocket) -> Iterator[None]:
        """Deliver to a connection for as long as the block runs."""
        self._connections.setdefault(user, set()).add(websocket)
        try:
            yield
        finally:
            self._connections[user].discard(websocket)
            if not self._connections[user]:
                del self._connections[user]

    async def deliver(self, user: str, event: dict[str, object]) -> None:
        """Send to a user's connections here; elsewhere other workers do the same."""
        for websocket in list(self._connections.get(user, ())):
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await websocket.send_json(event)


async def deliver_events(broker: Broker, connections: LocalConnections) -> None:
    """Deliver what the broker brings, for the life of the application."""
    async for event in broker.events():
        await connections.deliver(event["to"], {"from": event["from"], "text": event["text"]})


@router.websocket("/users/{user}")
async def events(websocket: WebSocket, user: str) -> None:
    """Publish the messages of a user."""
    broker: Broker = websocket.app.state.broker
    connections: LocalConnections = websocket.app.state.connections
    await websocket.accept()
    with connections.attached(user, websocket):
        try:
            while True:
                message = await websocket.receive_json()
                await broker.publish(
                    {"from": user, "to": message["to"], "text": message["text"]})
        except WebSocketDisconnect:
            pass


def create_app(broker_host: str, broker_port: int) -> FastAPI:
    """A worker's application."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        broker = await TcpBroker.connect(broker_host, broker_port)
        app.state.broker = broker
        app.state.connections = LocalConnections()
        task = asyncio.create_task(deliver_events(broker, app.state.connections))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await broker.close()

    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app


def from_environment() -> FastAPI:
    """For ``uvicorn --factory``: the broker's port is in ``BROKER_PORT``."""
    return create_app("localhost", int(os.environ.get("BROKER_PORT", "9000")))

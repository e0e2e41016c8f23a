"""The application: it owns the manager, and hands it to its endpoints."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, WebSocket, WebSocketDisconnect
from starlette.requests import HTTPConnection

from .manager import ConnectionManager

router = APIRouter()


def connection_manager(connection: HTTPConnection) -> ConnectionManager:
    """The manager of the application that serves a connection."""
    manager: ConnectionManager = connection.app.state.connections
    return manager


Manager = Annotated[ConnectionManager, Depends(connection_manager)]


@router.websocket("/users/{user}")
async def events(websocket: WebSocket, user: str, manager: Manager) -> None:
    """Take messages of a user, and send the user's events."""
    async with manager.connected(user, websocket):
        try:
            while True:
                message = await websocket.receive_json()
                if "is_open" in message:
                    other = message["is_open"]
                    await websocket.send_json({"user": other, "open": manager.is_open(other)})
                else:
                    await manager.send(message["to"], {"from": user, "text": message["text"]})
        except WebSocketDisconnect:
            pass


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Build what the application owns; tests and other applications build their own."""
    app.state.connections = ConnectionManager()
    yield


def create_app() -> FastAPI:
    """A new application, with nothing of another one."""
    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app

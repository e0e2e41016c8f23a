"""The handler, served by FastAPI."""

from __future__ import annotations

from fastapi import FastAPI, WebSocket

from .connection import FastAPIConnection
from .handler import Users, chat


def create_app(users: Users) -> FastAPI:
    """An application for these users."""
    app = FastAPI()
    app.state.users = users

    @app.websocket("/users/{user}")
    async def endpoint(websocket: WebSocket, user: str) -> None:
        await websocket.accept()
        await chat(websocket.app.state.users, user, FastAPIConnection(websocket))

    return app

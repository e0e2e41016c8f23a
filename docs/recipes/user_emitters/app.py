"""An application that runs jobs for its users, and tells each about their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, WebSocket, WebSocketDisconnect

from .emitters import Emitter, EmitterFactory, Transport

router = APIRouter()


async def run_job(name: str, emitter: Emitter) -> None:
    """A job: it has an emitter and knows neither users nor connections."""
    await emitter.emit("started", job=name)
    await emitter.emit("done", job=name)


@router.websocket("/users/{user}")
async def jobs(websocket: WebSocket, user: str) -> None:
    """Run the jobs that a user names."""
    transport: Transport = websocket.app.state.transport
    emitters: EmitterFactory = websocket.app.state.emitters
    await websocket.accept()
    with transport.attached(user, websocket):
        try:
            while True:
                await run_job(await websocket.receive_text(), emitters.for_user(user))
        except WebSocketDisconnect:
            pass


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Build the transport and the factory of this application."""
    app.state.transport = Transport()
    app.state.emitters = EmitterFactory(app.state.transport)
    yield


def create_app() -> FastAPI:
    """A new application, with nothing of another one."""
    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app

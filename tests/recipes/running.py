"""Real servers on loopback, real clients; everything ends by itself or by a timeout."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

#: Seconds that a whole test may take.
LIMIT = 30.0


class ReadyServer(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def uvicorn_server(app: Any) -> AsyncIterator[str]:
    """Serve an application with uvicorn on an ephemeral port; gives its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, lifespan="on", log_level="warning", timeout_graceful_shutdown=5,
        ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024)
    server = ReadyServer(config)
    task = asyncio.create_task(server.serve([listener]))
    ready = asyncio.create_task(server.ready.wait())
    try:
        done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        assert ready in done, "the server ended before it listened"
        yield f"ws://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ready.cancel()
        server.should_exit = True
        await task
        listener.close()


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a test's coroutine, not longer than the limit."""

    async def limited() -> None:
        await asyncio.wait_for(test(), LIMIT)

    asyncio.run(limited())


async def send(client: ClientConnection, **message: object) -> None:
    """Send a message as JSON."""
    await client.send(json.dumps(message))


async def received(client: ClientConnection) -> dict[str, object]:
    """The next message, from JSON."""
    message: dict[str, object] = json.loads(await client.recv())
    return message


async def is_open(client: ClientConnection, user: str) -> bool:
    """What the server says of a user's connection."""
    await send(client, is_open=user)
    answer = await received(client)
    assert answer["user"] == user
    return answer["open"] is True


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Ask the server again until it agrees; each question is a round trip, and nothing waits."""
    while not await condition():
        pass


__all__ = ["connect", "is_open", "received", "run", "send", "until", "uvicorn_server"]

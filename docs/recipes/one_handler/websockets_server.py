"""The handler, served by websockets."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from functools import partial

from websockets.asyncio import server as websockets_server
from websockets.asyncio.server import Server, ServerConnection

from .connection import WebsocketsConnection
from .handler import Users, chat


async def endpoint(users: Users, connection: ServerConnection) -> None:
    """The last part of the path names the user."""
    assert connection.request is not None  # set once the handshake is done
    user = connection.request.path.rpartition("/")[2]
    await chat(users, user, WebsocketsConnection(connection))


def serve(users: Users, host: str, port: int) -> AbstractAsyncContextManager[Server]:
    """A server for these users."""
    return websockets_server.serve(partial(endpoint, users), host, port)

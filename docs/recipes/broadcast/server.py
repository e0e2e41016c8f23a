"""A server that passes each message on to everybody in the same room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager

from websockets.asyncio import server as websockets_server
from websockets.asyncio.server import Server, ServerConnection, broadcast


def room_of(connection: ServerConnection) -> str:
    """The room that the path of a connection's request names."""
    assert connection.request is not None  # set once the handshake is done
    return connection.request.path


def in_room(server: Server, room: str) -> Iterator[ServerConnection]:
    """The open connections of a room."""
    return (connection for connection in server.connections if room_of(connection) == room)


async def handler(connection: ServerConnection) -> None:
    """Pass messages on, to the room of the connection alone."""
    room = room_of(connection)
    async for message in connection:
        if message == "who?":
            await connection.send(str(sum(1 for _ in in_room(connection.server, room))))
        else:
            broadcast(in_room(connection.server, room), message)


def serve(host: str, port: int) -> AbstractAsyncContextManager[Server]:
    """The server."""
    return websockets_server.serve(handler, host, port)

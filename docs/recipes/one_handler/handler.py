"""The handler, and what it knows of its users."""

from __future__ import annotations

import json
from contextlib import suppress

from .connection import Closed, Connection, messages


class Users:
    """The connections of one program, by user; the program builds it and hands it on."""

    def __init__(self) -> None:
        self._connections: dict[str, Connection] = {}

    def enter(self, user: str, connection: Connection) -> None:
        self._connections[user] = connection

    def leave(self, user: str, connection: Connection) -> None:
        if self._connections.get(user) is connection:
            del self._connections[user]

    def is_open(self, user: str) -> bool:
        connection = self._connections.get(user)
        return connection is not None and connection.is_open

    async def send(self, user: str, event: dict[str, object]) -> None:
        connection = self._connections.get(user)
        if connection is not None:
            with suppress(Closed):  # its own handler is about to leave
                await connection.send(json.dumps(event))


async def chat(users: Users, user: str, connection: Connection) -> None:
    """Pass the messages of one user on; the same for every kind of server."""
    users.enter(user, connection)
    try:
        async for text in messages(connection):
            message = json.loads(text)
            if "is_open" in message:
                other = message["is_open"]
                await users.send(user, {"user": other, "open": users.is_open(other)})
            else:
                await users.send(message["to"], {"from": user, "text": message["text"]})
    finally:
        users.leave(user, connection)

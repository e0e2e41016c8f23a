from unittest.mock import AsyncMock

from client import Client


def replaced(client: Client):
    client.ws = AsyncMock()
    client.ws.closed = False  # ok: of the mock


def kept(client: Client):
    client.ws.closed = False  # expect: WS304@5

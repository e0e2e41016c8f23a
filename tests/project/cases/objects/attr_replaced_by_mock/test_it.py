from unittest.mock import AsyncMock

from client import Client


def replaced(client: Client):
    client.ws = AsyncMock()
    client.ws.closed = False  # ok: of the mock


def kept(client: Client):
    client.ws.closed = False  # expect: WS304@5


def another(client: Client, other: Client):
    other.ws = AsyncMock()
    client.ws.path = "/"  # expect: WS304@5


def noted(client: Client):
    client.ws: AsyncMock = AsyncMock()
    client.ws.host = ""  # ok: of the mock


def unpacked(client: Client):
    client.ws, sent = AsyncMock(), []
    client.ws.side = sent  # ok: of the mock


def entered(client: Client, connecting):
    with connecting as client.ws:
        client.ws.origin = None  # ok: of whatever is entered


async def again(client: Client, peer: Client):
    client.ws = peer.ws
    client.ws.port = 0  # expect: WS304@5

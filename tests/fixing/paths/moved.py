"""Names and modules that are elsewhere today: the same objects under another path."""
from websockets.client import ClientConnection as Protocol
from websockets.connection import Connection, Side, State as ConnectionState
from websockets.exceptions import ConnectionClosed
from websockets.http import USER_AGENT, Headers
from websockets.server import ServerConnection
from websockets.typing import Data
from websockets.uri import parse_uri


def describe(connection: Connection, headers: Headers) -> "Data":
    if connection.state is ConnectionState.OPEN and connection.side is Side.CLIENT:
        return USER_AGENT
    return str(headers)


def make(uri) -> "Protocol":
    return Protocol(parse_uri(uri))


def accept() -> ServerConnection:
    try:
        return ServerConnection()
    except ConnectionClosed:
        raise

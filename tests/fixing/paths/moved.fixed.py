"""Names and modules that are elsewhere today: the same objects under another path."""
from websockets.client import ClientProtocol as Protocol
from websockets.protocol import Protocol as Connection, Side, State as ConnectionState
from websockets.exceptions import ConnectionClosed
from websockets.datastructures import Headers
from websockets.http11 import USER_AGENT
from websockets.server import ServerProtocol
from websockets.typing import Data
from websockets.uri import parse_uri


def describe(connection: Connection, headers: Headers) -> "Data":
    if connection.state is ConnectionState.OPEN and connection.side is Side.CLIENT:
        return USER_AGENT
    return str(headers)


def make(uri) -> "Protocol":
    return Protocol(parse_uri(uri))


def accept() -> ServerProtocol:
    try:
        return ServerProtocol()
    except ConnectionClosed:
        raise

"""Modules under another name, with all that is used of them."""
import websockets.connection as protocol
import websockets.http
from websockets import connection, http as old_http
from websockets.typing import Data


def state(item: protocol.Connection) -> Data:
    return str(item.state is protocol.State.OPEN)


def headers():
    return websockets.http.Headers(), old_http.Headers({"A": connection.Side.CLIENT.name})

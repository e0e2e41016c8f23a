"""Modules under another name, with all that is used of them."""
import websockets.protocol as protocol
import websockets.datastructures
from websockets import protocol as connection, datastructures as old_http
from websockets.typing import Data


def state(item: protocol.Protocol) -> Data:
    return str(item.state is protocol.State.OPEN)


def headers():
    return websockets.datastructures.Headers(), old_http.Headers({"A": connection.Side.CLIENT.name})

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from websockets.legacy.client import WebSocketClientProtocol


def one(ws: "WebSocketClientProtocol"):
    return ws.open


class Session:
    def two(self, ws: "WebSocketClientProtocol"):
        """Two."""
        # a remark
        if ws:
            return [w for w in (ws,) if w.closed]

    def three(self, ws: "WebSocketClientProtocol"):
        """Three."""

        def inner():
            return ws.closed
        return inner


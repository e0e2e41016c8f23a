from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection


def one(ws: "ClientConnection"):
    from websockets.protocol import State
    return ws.state is State.OPEN


class Session:
    def two(self, ws: "ClientConnection"):
        """Two."""
        from websockets.protocol import State
        # a remark
        if ws:
            return [w for w in (ws,) if w.state is State.CLOSED]

    def three(self, ws: "ClientConnection"):
        """Three."""

        def inner():
            from websockets.protocol import State
            return ws.state is State.CLOSED
        return inner


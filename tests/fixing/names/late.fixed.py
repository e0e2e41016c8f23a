# setting: websockets = >=14.2
"""What a fix needs is imported already, somewhere."""
import websockets
from websockets.protocol import State as WebSocketState


def later(websocket: websockets.ServerConnection):
    return websocket.state is State.OPEN


class Body:
    connection: websockets.ServerConnection = make()
    opened = connection.state is WebSocketState.OPEN

    def method(self):
        return self.connection.state is State.CLOSED


is_open = lambda websocket: (lambda: websocket.state)  # noqa: E731


def inside(websocket: websockets.ServerConnection):
    from websockets.protocol import State as Known

    def nested():
        return websocket.state is Known.OPEN, Known

    return websocket.state is Known.CLOSED, nested


def guarded(websocket: websockets.ServerConnection):
    if websocket:
        from websockets.protocol import State as Maybe
        print(Maybe)
    return websocket.state is State.OPEN


from websockets.protocol import State  # noqa: E402

print(State)

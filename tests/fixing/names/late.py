# setting: websockets = >=14.2
"""What a fix needs is imported already, somewhere."""
import websockets


def later(websocket: websockets.ServerConnection):
    return websocket.open


class Body:
    connection: websockets.ServerConnection = make()
    opened = connection.open

    def method(self):
        return self.connection.closed


is_open = lambda websocket: (lambda: websocket.state)  # noqa: E731


def inside(websocket: websockets.ServerConnection):
    from websockets.protocol import State as Known

    def nested():
        return websocket.open, Known

    return websocket.closed, nested


def guarded(websocket: websockets.ServerConnection):
    if websocket:
        from websockets.protocol import State as Maybe
        print(Maybe)
    return websocket.open


from websockets.protocol import State  # noqa: E402

print(State)

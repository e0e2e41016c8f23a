import websockets.connection
import websockets.exceptions


def closed(error):
    return isinstance(error, websockets.exceptions.ConnectionClosed)

import websockets.protocol
import websockets.exceptions


def closed(error):
    return isinstance(error, websockets.exceptions.ConnectionClosed)

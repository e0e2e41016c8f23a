try:
    from websockets.legacy.server import WebSocketServer
except ImportError:
    WebSocketServer = object


def f(server: WebSocketServer):
    return server.websockets

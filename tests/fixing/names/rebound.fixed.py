try:
    from websockets.asyncio.server import Server as WebSocketServer
except ImportError:
    WebSocketServer = object


def f(server: WebSocketServer):
    return server.connections

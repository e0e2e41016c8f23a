"""A name that one place can use means something else at another."""
import websockets
from websockets.client import WebSocketClientProtocol
from websockets.server import WebSocketServerProtocol


async def plain(uri):
    async with websockets.connect(uri) as connection:
        print(connection.open)


async def parameter(uri, State):
    async with websockets.connect(uri) as connection:
        print(connection.open)


async def match(uri):
    async with websockets.connect(uri) as connection:
        match uri:
            case [State]:
                print(connection.open, State)


async def caught(uri):
    async with websockets.connect(uri) as connection:
        try:
            print(connection.open)
        except ValueError as State:
            print(State)


async def again(uri):
    async with websockets.connect(uri) as connection:
        print(connection.open, [connection.closed for State in uri])


def client(connection: WebSocketClientProtocol):
    ClientConnection = 3
    return isinstance(connection, WebSocketClientProtocol), ClientConnection


def server(ServerConnection, connection: WebSocketServerProtocol):
    return ServerConnection, connection.path

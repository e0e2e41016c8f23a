"""A name that one place can use means something else at another."""
import websockets
from websockets.asyncio.client import ClientConnection as WebSocketClientProtocol
from websockets.protocol import State, State as WebSocketState
from websockets.asyncio.server import ServerConnection


async def plain(uri):
    async with websockets.connect(uri) as connection:
        print(connection.state is State.OPEN)


async def parameter(uri, State):
    async with websockets.connect(uri) as connection:
        print(connection.state is WebSocketState.OPEN)


async def match(uri):
    async with websockets.connect(uri) as connection:
        match uri:
            case [State]:
                print(connection.state is WebSocketState.OPEN, State)


async def caught(uri):
    async with websockets.connect(uri) as connection:
        try:
            print(connection.state is WebSocketState.OPEN)
        except ValueError as State:
            print(State)


async def again(uri):
    async with websockets.connect(uri) as connection:
        print(connection.state is State.OPEN, [connection.state is WebSocketState.CLOSED for State in uri])


def client(connection: WebSocketClientProtocol):
    ClientConnection = 3
    return isinstance(connection, WebSocketClientProtocol), ClientConnection


def server(ServerConnection, connection: ServerConnection):
    return ServerConnection, connection.request.path

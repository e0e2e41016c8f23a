import asyncio

from websockets.client import ClientConnection, connect
from websockets.exceptions import WebSocketProtocolError as Broken
from websockets.server import ServerConnection
from websockets.typing import Data
from websockets.uri import parse_uri
from unittest import mock
import websockets.legacy.server as legacy_server

client = ClientConnection(parse_uri("ws://127.0.0.1/chat"))
server = ServerConnection()
client.send_request(client.connect())
server.receive_data(b"".join(client.data_to_send()))
request = server.events_received()[0]
print(request.path, issubclass(Broken, Exception), Data is not None)


async def patched():
    with mock.patch("websockets.legacy.server.serve") as serve:
        legacy_server.serve(1)
        print(serve.called)
    with mock.patch.object(legacy_server, "unix_serve") as serve:
        legacy_server.unix_serve(2)
        print(serve.called)


asyncio.run(patched())
print(callable(connect))

"""Basic authentication and the server's class."""
import websockets
from websockets.auth import basic_auth_protocol_factory
from websockets.server import WebSocketServer

SERVERS: "list[WebSocketServer]" = []


async def handler(websocket):
    await websocket.send(websocket.username)


async def check(username, password):
    return username == password


async def main():
    server: WebSocketServer = await websockets.serve(
        handler, "localhost", 8765,
        create_protocol=basic_auth_protocol_factory(realm="demo", check_credentials=check),
    )
    SERVERS.append(server)
    async with websockets.serve(
        handler, "localhost", 8766,
        create_protocol=websockets.basic_auth_protocol_factory(credentials=("a", "b")),
    ):
        await server.wait_closed()

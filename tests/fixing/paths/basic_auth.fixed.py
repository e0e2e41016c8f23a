"""Basic authentication and the server's class."""
import websockets
from websockets.asyncio.server import basic_auth
from websockets.asyncio.server import Server

SERVERS: "list[Server]" = []


async def handler(websocket):
    await websocket.send(websocket.username)


async def check(username, password):
    return username == password


async def main():
    server: Server = await websockets.serve(
        handler, "localhost", 8765,
        process_request=basic_auth(realm="demo", check_credentials=check),
    )
    SERVERS.append(server)
    async with websockets.serve(
        handler, "localhost", 8766,
        process_request=websockets.basic_auth(credentials=("a", "b")),
    ):
        await server.wait_closed()

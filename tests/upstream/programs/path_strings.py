import asyncio
import importlib
from unittest import mock

auth = __import__("websockets.auth", fromlist=["basic_auth_protocol_factory"])
client = importlib.import_module("websockets.legacy.client")
server = importlib.import_module("websockets.legacy.server")


async def handler(ws):
    await ws.send(ws.username)
    await ws.wait_closed()


async def main():
    factory = auth.basic_auth_protocol_factory(realm="r", credentials=("ann", "x"))
    async with server.serve(handler, "127.0.0.1", 0, create_protocol=factory) as running:
        uri = f"ws://ann:x@127.0.0.1:{running.sockets[0].getsockname()[1]}"
        async with client.connect(uri) as ws:
            print(await ws.recv(), ws.secure)
            with mock.patch(
                "websockets.legacy.client.WebSocketClientProtocol.recv",
                return_value="patched",
            ):
                print(await ws.recv())


asyncio.run(main())

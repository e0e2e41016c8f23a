import importlib

import websockets
import websockets.asyncio.server as auth

legacy = importlib.import_module("websockets.asyncio.server")
listed = __import__("websockets.asyncio.server", fromlist=["basic_auth", "is_credentials"])


async def main(handler):
    pair = ("user", "secret")
    async with websockets.serve(
        handler, "localhost", 1,
        process_request=auth.basic_auth(realm="x", credentials=pair),
    ):
        pass
    async with websockets.serve(
        handler, "localhost", 2,
        process_request=legacy.basic_auth(realm="x", credentials=pair),
    ):
        pass
    return listed.basic_auth

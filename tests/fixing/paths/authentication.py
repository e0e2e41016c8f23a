import importlib

import websockets
import websockets.auth as auth

legacy = importlib.import_module("websockets.legacy.auth")
listed = __import__("websockets.auth", fromlist=["basic_auth_protocol_factory", "is_credentials"])


async def main(handler):
    pair = ("user", "secret")
    async with websockets.serve(
        handler, "localhost", 1,
        create_protocol=auth.basic_auth_protocol_factory(realm="x", credentials=pair),
    ):
        pass
    async with websockets.serve(
        handler, "localhost", 2,
        create_protocol=legacy.basic_auth_protocol_factory(realm="x", credentials=pair),
    ):
        pass
    return listed.basic_auth_protocol_factory

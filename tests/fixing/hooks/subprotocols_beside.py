import websockets.legacy.server
from websockets.legacy.server import serve, WebSocketServerProtocol
from websockets.legacy.auth import basic_auth_protocol_factory

class P(WebSocketServerProtocol):
    async def process_request(self, path, headers):
        return None

async def main(handler, flag, items):
    await serve(handler, "", 1, subprotocols=["chat"], create_protocol=P)
    await serve(handler, "", 1, create_protocol=basic_auth_protocol_factory(realm="x", credentials=("a", "b")), subprotocols=["a" "b", "c"])
    await serve(handler, "", 1, subprotocols=["x"] if flag else None, extra_headers={"A": "b"}, loop=None)
    await serve(handler, "", 1, loop=None, subprotocols=["x"], )


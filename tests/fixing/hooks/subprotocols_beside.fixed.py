import websockets.asyncio.server
from websockets.asyncio.server import serve, ServerConnection
from websockets.asyncio.server import basic_auth

class P(ServerConnection):
    async def process_request(self, request):
        return None

async def main(handler, flag, items):
    await serve(
        handler, "", 1, subprotocols=["chat"], create_connection=P,
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None), process_request=P.process_request)
    await serve(
        handler, "", 1, process_request=basic_auth(realm="x", credentials=("a", "b")), subprotocols=["a" "b", "c"],
        select_subprotocol=lambda connection, offered: next(
            (name for name in offered if name in ("a" "b", "c")), None))
    await serve(
        handler, "", 1, subprotocols=["x"] if flag else None, process_response=lambda connection, request, response: response.headers.update({"A": "b"}),
        select_subprotocol=lambda connection, offered, known=["x"] if flag else None: min(
            set(offered) & set(known or ()), default=None,
            key=lambda name: offered.index(name) + known.index(name)))
    await serve(
        handler, "", 1, subprotocols=["x"],
        select_subprotocol=lambda connection, offered: "x" if "x" in offered else None, )


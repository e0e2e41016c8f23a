import functools

import websockets
from websockets.legacy.client import connect
from websockets.legacy.server import serve, unix_serve
from websockets.sync.server import serve as serve_in_threads
from websockets.asyncio.server import serve as serve_already
from websockets.typing import Subprotocol

KNOWN = ["chat", "news", "mail"]
VERSION = "v1"
offered = ["chat", "news", "mail"]
CALLED = {"subprotocols": ["chat"], "port": 1}


class Relay:
    def __init__(self, **options):
        self.options = options

    version = "v1"
    wanted = ["a", "b"]

    async def run(self, names, config, also=()):
        await serve(self.handle, "", 1, subprotocols=self.wanted)
        await serve(self.handle, "", 1, subprotocols=[self.version])
        await serve(self.handle, "", 1, subprotocols=[self.version, "v2"])
        await serve(self.handle, "", 1, subprotocols=names)
        await serve(self.handle, "", 1, subprotocols=config["names"])
        await serve(self.handle, "", 1, subprotocols=["v1"] + self.wanted)
        await serve(
            self.handle,
            "",
            1,
            subprotocols=self.wanted,  # our own
            origins=None,
        )
        await serve(
            self.handle,
            subprotocols=[Subprotocol("v1")],
            **self.options,
        )
        await serve(self.handle, subprotocols=("a", "b", "c"), **self.options)

    async def handle(self, ws):
        await ws.wait_closed()


async def plain(handler, host, port):
    await serve(handler, "", 1, subprotocols=["v1"])
    async with serve(handler, host, port, subprotocols=["chat"]) as server:
        await server.wait_closed()
    async with serve(handler, host, port, subprotocols=["chat"], max_size=1000):  # noqa: E501
        pass
    async with serve(
        handler, host, port, subprotocols=("chat", 'news'), extra_headers={"A": "b"}
    ):
        pass
    async with serve(
        handler,
        host,
        port,
        subprotocols=(
            "chat",  # first
            "news",
        )
    ):
        pass
    async with unix_serve(
        handler,
        # What we speak.
        subprotocols=KNOWN,
    ):
        pass
    await serve(handler, "", 1, subprotocols=[VERSION])
    await serve(handler, "", 1, subprotocols=[Subprotocol("v1")])
    await serve(handler, "", 1, subprotocols=offered)
    await serve(handler, "", 1, subprotocols=("a", "b", "c"), loop=None)
    await serve(handler, "", **CALLED)
    make = functools.partial(serve, subprotocols=["v1"])
    await make(handler, "", 1)


async def untouched(handler, more, **options):
    await serve(handler, "", 1)
    await serve(handler, "", 1, subprotocols=None)
    await serve(handler, "", 1, subprotocols=[])
    await serve(handler, "", 1, subprotocols=["v1"], **options, **more)
    await serve(handler, "", 1, **options)
    await serve(handler, "", 1, subprotocols=["v1"], select_subprotocol=newest)
    await serve_already(handler, "", 1, subprotocols=["v1"])
    await websockets.serve(handler, "", 1, subprotocols=["v1"])
    async with connect("ws://localhost", subprotocols=["v1"]):
        pass
    serve_in_threads(handler, "", 1, subprotocols=["v1"])


def newest(client_subprotocols, server_subprotocols):
    return "v1" if "v1" in client_subprotocols else None

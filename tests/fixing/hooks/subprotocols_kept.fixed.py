import functools

import websockets
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve, unix_serve
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
        await serve(
            self.handle, "", 1, subprotocols=self.wanted,
            select_subprotocol=lambda connection, offered, known=self.wanted: min(
                set(offered) & set(known or ()), default=None,
                key=lambda name: offered.index(name) + known.index(name)))
        await serve(
            self.handle, "", 1, subprotocols=[self.version],
            select_subprotocol=lambda connection, offered, known=self.version: (
                known if known in offered else None))
        await serve(
            self.handle, "", 1, subprotocols=[self.version, "v2"],
            select_subprotocol=lambda connection, offered, known=(self.version, "v2"): next(
                (name for name in offered if name in known), None))
        await serve(
            self.handle, "", 1, subprotocols=names,
            select_subprotocol=lambda connection, offered, known=names: min(
                set(offered) & set(known or ()), default=None,
                key=lambda name: offered.index(name) + known.index(name)))
        await serve(
            self.handle, "", 1, subprotocols=config["names"],
            select_subprotocol=lambda connection, offered, known=config["names"]: min(
                set(offered) & set(known or ()), default=None,
                key=lambda name: offered.index(name) + known.index(name)))
        await serve(
            self.handle, "", 1, subprotocols=["v1"] + self.wanted,
            select_subprotocol=lambda connection, offered, known=["v1"] + self.wanted: min(
                set(offered) & set(known), default=None,
                key=lambda name: offered.index(name) + known.index(name)))
        await serve(
            self.handle,
            "",
            1,
            subprotocols=self.wanted,  # our own
            select_subprotocol=lambda connection, offered, known=self.wanted: min(
                set(offered) & set(known or ()), default=None,
                key=lambda name: offered.index(name) + known.index(name)),
            origins=None,
        )
        await serve(
            self.handle,
            subprotocols=[Subprotocol("v1")],
            **{"select_subprotocol": lambda connection, offered, known=Subprotocol("v1"): (
                known if known in offered else None), **self.options},
        )
        await serve(self.handle, subprotocols=("a", "b", "c"), **{"select_subprotocol": lambda connection, offered, known=("a", "b", "c"): min(
            set(offered) & set(known), default=None,
            key=lambda name: offered.index(name) + known.index(name)), **self.options})

    async def handle(self, ws):
        await ws.wait_closed()


async def plain(handler, host, port):
    await serve(
        handler, "", 1, subprotocols=["v1"],
        select_subprotocol=lambda connection, offered: (
            "v1" if "v1" in offered else None))
    async with serve(
            handler, host, port, subprotocols=["chat"],
            select_subprotocol=lambda connection, offered: (
                "chat" if "chat" in offered else None)) as server:
        await server.wait_closed()
    async with serve(handler, host, port, subprotocols=["chat"], max_size=1000, select_subprotocol=lambda connection, offered: "chat" if "chat" in offered else None):  # noqa: E501
        pass
    async with serve(
        handler, host, port, subprotocols=("chat", 'news'), process_response=lambda connection, request, response: response.headers.update({"A": "b"}),
        select_subprotocol=lambda connection, offered: next(
            (name for name in offered if name in ("chat", 'news')), None)
    ):
        pass
    async with serve(
        handler,
        host,
        port,
        subprotocols=(
            "chat",  # first
            "news",
        ),
        select_subprotocol=lambda connection, offered: next(
            (name for name in offered if name in ("chat", "news")), None)
    ):
        pass
    async with unix_serve(
        handler,
        # What we speak.
        subprotocols=KNOWN,
        select_subprotocol=lambda connection, offered: min(
            set(offered) & set(KNOWN), default=None,
            key=lambda name: offered.index(name) + KNOWN.index(name)),
    ):
        pass
    await serve(
        handler, "", 1, subprotocols=[VERSION],
        select_subprotocol=lambda connection, offered: (
            VERSION if VERSION in offered else None))
    await serve(
        handler, "", 1, subprotocols=[Subprotocol("v1")],
        select_subprotocol=lambda connection, offered, known=Subprotocol("v1"): (
            known if known in offered else None))
    await serve(
        handler, "", 1, subprotocols=offered,
        select_subprotocol=lambda connection, offered, known=offered: min(
            set(offered) & set(known or ()), default=None,
            key=lambda name: offered.index(name) + known.index(name)))
    await serve(
        handler, "", 1, subprotocols=("a", "b", "c"),
        select_subprotocol=lambda connection, offered, known=("a", "b", "c"): min(
            set(offered) & set(known), default=None,
            key=lambda name: offered.index(name) + known.index(name)))
    await serve(
        handler, "", **CALLED,
        select_subprotocol=lambda connection, offered: (
            "chat" if "chat" in offered else None))
    make = functools.partial(
        serve, subprotocols=["v1"],
        select_subprotocol=lambda connection, offered: (
            "v1" if "v1" in offered else None))
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


def newest(connection, subprotocols):
    return "v1" if "v1" in subprotocols else None

import asyncio

from websockets.legacy.client import connect
from websockets.legacy.server import serve

KNOWN = ["chat", "news", "mail"]
VERSION = "v2"


async def report(ws):
    await ws.send(str(ws.subprotocol))


async def ask(serving, *offers):
    async with serving as server:
        port = server.sockets[0].getsockname()[1]
        for offer in offers:
            async with connect(f"ws://127.0.0.1:{port}/", subprotocols=offer) as ws:
                print(offer, await ws.recv(), ws.subprotocol)


class Relay:
    versions = ("v2", "v1")
    nothing = None

    async def run(self):
        offers = (None, ["other"], ["v1"], ["x", "y", "v2"], ["v1", "z", "v2"], ["v2", "v1"])
        await ask(serve(report, "127.0.0.1", 0, subprotocols=self.versions), *offers)
        await ask(serve(report, "127.0.0.1", 0, subprotocols=[self.versions[0]]), *offers)
        await ask(serve(report, "127.0.0.1", 0, subprotocols=self.nothing), *offers)


def with_others(**options):
    return serve(report, "127.0.0.1", 0, subprotocols=["news"], **options)


async def main(names):
    offers = (None, ["other"], ["news"], ["other", "news"], ["mail", "chat"],
              ["mail", "x", "y", "chat"], ["news", "x", "chat"], ["news", "news", "mail"],
              ["x", "mail", "y", "news"], ["v2"], ["chat", "mail", "news"])
    await ask(serve(report, "127.0.0.1", 0, subprotocols=["news"]), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=["chat", "news"]), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=["chat", "news", "mail"]), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=KNOWN), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=names), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=[VERSION]), *offers)
    await ask(serve(report, "127.0.0.1", 0, subprotocols=names + ["v2"]), *offers)
    await Relay().run()
    await ask(with_others(max_size=1000), *offers)


asyncio.run(main(["mail", "news"]))

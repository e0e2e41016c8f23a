import asyncio

import websockets

KNOWN = ["chat", "news"]


async def report(ws, path):
    await ws.send(f"{path} {ws.subprotocol}")


async def ask(serving):
    async with serving as server:
        port = server.sockets[0].getsockname()[1]
        for offer in (None, ["other"], ["news"], ["other", "news", "x", "chat"], ["chat", "x"]):
            async with websockets.connect(
                f"ws://127.0.0.1:{port}/", subprotocols=offer
            ) as ws:
                print(offer, await ws.recv(), ws.subprotocol)


async def main(**options):
    await ask(websockets.serve(report, "127.0.0.1", 0, subprotocols=["news"]))
    await ask(websockets.serve(report, "127.0.0.1", 0, subprotocols=KNOWN, max_size=1000))
    await ask(websockets.serve(
        report,
        "127.0.0.1",
        0,
        subprotocols=("chat", "news"),  # in this order
        **options,
    ))


asyncio.run(main(max_size=1000))

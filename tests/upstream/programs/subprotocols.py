import asyncio

import websockets

KNOWN = ["chat", "news"]


def first(client_subprotocols, server_subprotocols):
    return client_subprotocols[0]


def common(client_subprotocols, server_subprotocols):
    for name in ("v3", "v2", "v1"):
        if name in client_subprotocols and name in server_subprotocols:
            return name


def wished(client_subprotocols, server_subprotocols):
    client_subprotocols = sorted(client_subprotocols)
    for name in client_subprotocols:
        if name in server_subprotocols:
            return name
    return None


async def report(ws):
    await ws.send(str(ws.subprotocol))


async def ask(server, *offers):
    async with server:
        port = server.sockets[0].getsockname()[1]
        for offer in offers:
            async with websockets.connect(
                f"ws://127.0.0.1:{port}/", subprotocols=offer
            ) as ws:
                print(offer, await ws.recv(), ws.subprotocol)


async def main():
    offers = (None, ["v1", "v2"], ["news", "chat"], ["other"])
    await ask(await websockets.serve(
        report, "127.0.0.1", 0, subprotocols=["x"], select_subprotocol=first), *offers)
    await ask(await websockets.serve(
        report, "127.0.0.1", 0, subprotocols=["v1", "v2"], select_subprotocol=common), *offers)
    await ask(await websockets.serve(
        report, "127.0.0.1", 0, subprotocols=KNOWN, select_subprotocol=wished), *offers)
    await ask(await websockets.serve(
        report, "127.0.0.1", 0, subprotocols=KNOWN,
        select_subprotocol=lambda client, server: next((p for p in client if p in server), None),
    ), *offers)


asyncio.run(main())

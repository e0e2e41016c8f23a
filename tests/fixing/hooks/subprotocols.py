# left: WS303 manual
# left: WS303 manual
# left: WS303 manual
# left: WS303 not-literal
# left: WS303 several-meanings
# left: WS303 star-arguments
# left: WS303 written-to
import websockets

KNOWN = ["chat", "news"]


def first(client_subprotocols, server_subprotocols):
    return client_subprotocols[0]


def common(client_subprotocols, server_subprotocols):
    """The first of ours."""
    for name in ("v2", "v1"):
        if name in client_subprotocols and name in server_subprotocols:
            return name


def wished(client_subprotocols, server_subprotocols):
    for name in client_subprotocols:
        if name in server_subprotocols:
            return name
    return None


def fixed(client_subprotocols: list, server_subprotocols: list):
    if "chat" in client_subprotocols:
        return "chat"
    return "news"


def never_called(client_subprotocols, server_subprotocols):
    return "chat" if "chat" in client_subprotocols else None


def never_called_either(client_subprotocols, server_subprotocols):
    return "chat" if "chat" in client_subprotocols else None


def computed(client_subprotocols, server_subprotocols):
    return "chat" if "chat" in server_subprotocols else None


def of_two(client_subprotocols, server_subprotocols):
    return "chat" if "chat" in server_subprotocols else None


def options(client_subprotocols, server_subprotocols):
    return None


def rebound(client_subprotocols, server_subprotocols):
    server_subprotocols = sorted(server_subprotocols)
    return server_subprotocols[0]


def sorted_ones(client_subprotocols, server_subprotocols):
    client_subprotocols = sorted(client_subprotocols)
    return client_subprotocols[0]


async def main(names, **more):
    await websockets.serve(echo, "", 1, subprotocols=["chat"], select_subprotocol=first)
    await websockets.serve(echo, "", 1, subprotocols=["v1", "v2"], select_subprotocol=common)
    await websockets.serve(echo, "", 1, subprotocols=KNOWN, select_subprotocol=wished)
    await websockets.serve(echo, "", 1, subprotocols=names, select_subprotocol=fixed)
    await websockets.serve(echo, "", 1, select_subprotocol=never_called)
    await websockets.serve(
        echo, "", 1, subprotocols=[], select_subprotocol=never_called_either)
    await websockets.serve(echo, "", 1, subprotocols=names, select_subprotocol=computed)
    await websockets.serve(echo, "", 1, subprotocols=KNOWN, select_subprotocol=of_two)
    await websockets.serve(echo, "", 1, subprotocols=["a"], select_subprotocol=of_two)
    await websockets.serve(echo, "", 1, select_subprotocol=options, **more)
    await websockets.serve(echo, "", 1, subprotocols=["a"], select_subprotocol=rebound)
    await websockets.serve(echo, "", 1, subprotocols=["a"], select_subprotocol=sorted_ones)
    await websockets.serve(
        echo, "", 1, subprotocols=["a", "b"],
        select_subprotocol=lambda client, server: next((p for p in client if p in server), None))
    await websockets.serve(
        echo, "", 1, subprotocols=["a"], select_subprotocol=lambda client, server: client[0])

# setting: websockets = >=14
"""What is said in the arm that goes stays; what is meant for tools goes with its line."""
try:
    # the new ones
    from websockets import ClientConnection as Protocol  # noqa: F401
    from websockets import connect as ws_connect
except ImportError:  # websockets < 14
    # websockets 13 and earlier
    from websockets.client import WebSocketClientProtocol as Protocol  # type: ignore
    from websockets.client import connect as ws_connect  # type: ignore[no-redef]


def late():
    try:  # pragma: no cover
        from websockets.asyncio.server import serve  # the new one
    except ImportError:
        from websockets.server import serve  # the old one
    return serve

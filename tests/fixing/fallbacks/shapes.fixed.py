# left: WS108 manual
# left: WS108 other-uses
# left: WS108 other-uses
# left: WS108 other-uses
# left: WS108 other-uses
# left: WS108 other-uses
# left: WS108 other-uses
# left: WS108 other-uses
# setting: websockets = >=14
"""Arms of every shape."""
import sys
from importlib.metadata import version

import websockets
import websockets.asyncio.client
import websockets.asyncio.server

RELEASE = tuple(map(int, version("websockets").split(".")[:2]))

if sys.platform == "win32":
    connect = None
elif RELEASE < (13, 0):
    from websockets.legacy.client import connect
else:
    from websockets.asyncio.client import connect

if RELEASE < (13, 0):
    from websockets.legacy.server import serve
elif RELEASE < (15, 0):
    from websockets.asyncio.server import serve
else:
    from websockets.asyncio.server import serve

if RELEASE < (13, 0):
    from websockets.legacy.server import unix_serve
else: from websockets.asyncio.server import unix_serve

from websockets.asyncio.server import broadcast
MODERN = "yes"

if RELEASE < (13, 0):
    from websockets.legacy.client import unix_connect

# today
# The new one is a function.
from websockets.asyncio.server import basic_auth as factory

READY = True
print(READY)


class Server:
    try:
        from websockets.asyncio.server import ServerConnection as Connection
    except ImportError:
        from websockets.legacy.server import WebSocketServerProtocol as Connection
    except AttributeError:
        Connection = None

    try:
        from websockets.asyncio.server import Server as Kind
    except ImportError:
        from websockets.legacy.server import WebSocketServer as Kind
    finally:
        print("done")

    try:
        from websockets.asyncio.client import ClientConnection
        ClientConnection.__doc__ += "x"
    except ImportError:
        from websockets.legacy.client import WebSocketClientProtocol as ClientConnection

    if RELEASE < (13, 0): Old = websockets.WebSocketClientProtocol
    else: Old = websockets.asyncio.client.ClientConnection

    kind = websockets.legacy.client.connect if RELEASE < (13, 0) else websockets.asyncio.client.connect

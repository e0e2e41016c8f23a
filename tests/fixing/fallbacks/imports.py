# left: WS108 other-uses
# setting: websockets = >=14
import sys

import websockets.asyncio.client

try:
    from websockets.asyncio.client import connect
except ImportError:
    from websockets.client import connect

if True:
    try:
        # the new one
        from websockets.asyncio.server import serve
        MODERN = True
    except ImportError:
        from websockets.server import serve
        MODERN = False

if sys.version_info < (3, 8):
    pass
if websockets.version.version < "13":
    Old = websockets.WebSocketClientProtocol
else:
    Old = websockets.asyncio.client.ClientConnection

try: from websockets.asyncio.client import ClientConnection
except ImportError: from websockets.client import WebSocketClientProtocol as ClientConnection

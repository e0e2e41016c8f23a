# left: WS108 other-uses
# setting: websockets = >=14
import sys

import websockets.asyncio.client

from websockets.asyncio.client import connect

if True:
    # the new one
    from websockets.asyncio.server import serve
    MODERN = True

if sys.version_info < (3, 8):
    pass
Old = websockets.asyncio.client.ClientConnection

try: from websockets.asyncio.client import ClientConnection
except ImportError: from websockets.client import WebSocketClientProtocol as ClientConnection

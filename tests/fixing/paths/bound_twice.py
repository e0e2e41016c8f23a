# same
# left: WS101 other-uses
"""What the name means is not known, so the import stays with its use."""
from . import websockets
import websockets.legacy.client


async def main(uri):
    return await websockets.legacy.client.connect(uri)

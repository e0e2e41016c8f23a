# left: WS304 below-minimum
# setting: websockets = >=13
"""Objects of a star import have no path of their own to move."""
from websockets import *


async def main(uri):
    async with connect(uri) as websocket:
        print(websocket.open)

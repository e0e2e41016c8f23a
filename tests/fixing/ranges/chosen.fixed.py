# setting: websockets = >=13
"""Code that chooses by release knows both; what is legacy in it stays."""
from websockets.asyncio.client import connect
from websockets.protocol import State


async def main(uri):
    async with connect(uri) as websocket:
        print(websocket.state is State.OPEN)

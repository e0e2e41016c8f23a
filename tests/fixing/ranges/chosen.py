# setting: websockets = >=13
"""Code that chooses by release knows both; what is legacy in it stays."""
try:
    from websockets.asyncio.client import connect
except ImportError:
    from websockets import connect


async def main(uri):
    async with connect(uri) as websocket:
        print(websocket.open)

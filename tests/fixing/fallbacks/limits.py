# setting: websockets = >=14
try:
    from websockets.legacy.client import connect
except ImportError:
    from websockets import connect


async def main():
    async with connect("ws://x", max_size=None):
        pass

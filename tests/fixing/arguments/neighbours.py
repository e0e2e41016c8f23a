"""Arguments beside one another that go share their commas."""
from websockets.legacy.server import serve
async def handler(ws):
    await ws.send("")
async def main(uri):
    await serve(handler, "", 1, read_limit=1, loop=None)
    await serve(handler, "", 1, read_limit=1, max_size=5, loop=None)
    await serve(handler, read_limit=1, loop=None, host="", port=1)
    await serve(
        handler,
        read_limit=1,
        loop=None,
        host="",
    )
    await serve(
        handler,
        host="",
        read_limit=1,
        loop=None,
    )
    options = {"read_limit": 1, "loop": None}
    await serve(handler, **options)

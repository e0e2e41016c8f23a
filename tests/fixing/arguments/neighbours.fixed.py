"""Arguments beside one another that go share their commas."""
from websockets.asyncio.server import serve
async def handler(ws):
    await ws.send("")
async def main(uri):
    await serve(handler, "", 1)
    await serve(handler, "", 1, max_size=5)
    await serve(handler, host="", port=1)
    await serve(
        handler,
        host="",
    )
    await serve(
        handler,
        host="",
    )
    options = {}
    await serve(handler, **options)

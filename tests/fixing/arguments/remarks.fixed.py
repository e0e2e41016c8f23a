from websockets.asyncio.server import serve
async def main(h):
    await serve(
        h,
        # bytes
        # not needed
        # about the port
        port=1,
        # last
    )
    await serve(
        h, "", 1,
        # last
    )
    await serve(h,  # last
                )

from websockets.legacy.server import serve
async def main(h):
    await serve(
        h,
        read_limit=1,  # bytes
        loop=None,  # not needed
        # about the port
        port=1,
        legacy_recv=False  # last
    )
    await serve(
        h, "", 1,
        loop=None  # last
    )
    await serve(h,
                loop=None,  # last
                read_limit=1)

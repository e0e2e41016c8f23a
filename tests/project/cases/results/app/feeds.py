async def open_feed(uri):
    return open(uri)

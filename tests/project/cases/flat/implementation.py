async def echo(ws, path):  # expect: WS302@1
    pass

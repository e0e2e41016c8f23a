from deco import logged


@logged
async def chat(ws, path):  # expect: WS302@1
    print(ws.closed)  # expect: WS304@11

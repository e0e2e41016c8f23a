async def dotted(ws, path):  # expect: WS302@1
    return ws.open  # expect: WS304@12


async def other(ws, path):  # ok: nobody gives it to a server
    return ws.open

async def chat(ws, path):  # expect: WS302@1
    while ws.open:  # expect: WS304@11
        await ws.send(path)


async def other(ws, path):  # ok: nobody gives it to a server
    return ws.open


def check(path, headers):  # expect: WS303@1
    return 200, [], b""  # expect: WS303@5

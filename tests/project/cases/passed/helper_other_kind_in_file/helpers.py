async def send(ws, text):
    if ws.closed:  # ok: also a file
        return


async def f():
    await send(open("x"), "")

async def send(ws, text):
    if ws.open:  # ok: may be called with anything
        await ws.send(text)

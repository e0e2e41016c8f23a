async def send(ws, text):
    if ws.open:  # ok: another file passes something unknown
        await ws.send(text)

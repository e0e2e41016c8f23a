async def send(ws, text):
    if ws.closed:  # ok: may be called with anything
        return

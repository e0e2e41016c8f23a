async def send(ws, text):
    if ws.closed:  # ok: one call is unclear
        return

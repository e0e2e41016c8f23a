async def send(ws, text):
    if ws.closed:  # ok: another file passes something unknown
        return

async def send(ws, text):
    if hasattr(ws, "open") and ws.open:  # ok: asked for
        return

async def send(ws, text):
    if ws.open:  # expect: WS304@8
        await ws.send(text)

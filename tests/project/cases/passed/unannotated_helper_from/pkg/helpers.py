async def send(text, *, ws):
    if ws.open:  # expect: WS304@8
        await ws.send(text)

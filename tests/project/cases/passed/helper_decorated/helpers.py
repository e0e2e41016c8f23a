from deco import deco


@deco
async def send(ws, text):
    if ws.closed:  # ok: the decorator may pass something else
        return

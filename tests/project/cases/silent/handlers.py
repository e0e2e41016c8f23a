async def chat(ws, path):  # ok: not the one that is given
    pass


async def unused(ws, path):  # ok: imported, and not given
    pass

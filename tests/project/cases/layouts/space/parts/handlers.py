class Handlers:
    async def chat(self, ws, path):  # expect: WS302@5
        return ws.open  # expect: WS304@16

    async def chat_again(self, ws, path):  # ok: nobody gives it to a server
        return ws.open


async def keyed(state, ws, path):  # expect: WS302@1
    return ws.open  # expect: WS304@12


async def unkeyed(state, ws, path):  # ok: nobody gives it to a server
    return ws.open

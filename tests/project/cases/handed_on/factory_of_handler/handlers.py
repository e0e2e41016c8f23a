def make_chat(state):
    async def chat(ws, path):  # expect: WS302@5
        print(ws.closed)  # expect: WS304@15
    return chat

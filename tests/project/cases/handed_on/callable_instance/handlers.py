class Chat:
    async def __call__(self, ws, path):  # expect: WS302@5
        print(ws.closed)  # expect: WS304@15

class Chat:
    async def handle(self, ws, path):  # expect: WS302@5
        print(ws.closed)  # expect: WS304@15

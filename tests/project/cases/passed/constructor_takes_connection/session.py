class Session:
    def __init__(self, ws):
        self.ws = ws
    async def cast(self):
        if self.ws.open:  # expect: WS304@12
            await self.ws.send("x")

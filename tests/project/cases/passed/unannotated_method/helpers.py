class Hub:
    def __init__(self):
        self.clients = set()
    async def add(self, ws):
        self.clients.add(ws)
    async def cast(self):
        for ws in self.clients:
            if ws.open:  # expect: WS304@16
                await ws.send("x")

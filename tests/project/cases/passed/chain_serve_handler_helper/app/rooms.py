class Room:
    def __init__(self):
        self.members = []
    def join(self, ws):
        self.members.append(ws)
    async def cast(self, text):
        for m in self.members:
            if not m.closed:  # expect: WS304@20
                await m.send(text)

class Hub:
    async def add(self, ws):
        self.last = ws
    def f(self):
        return self.last.open  # expect: WS304@16


class Box:
    async def add(self, f):
        return f.closed  # ok: a method of another class

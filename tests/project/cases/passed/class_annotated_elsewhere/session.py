class Session:
    def __init__(self, ws, name=None):
        self.ws = ws
    def f(self):
        return self.ws.open  # expect: WS304@16

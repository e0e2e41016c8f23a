class Session:
    def __init__(self, ws):
        self.ws = ws
    def f(self):
        return self.ws.open  # ok: another file passes something unknown

class Session:
    def __init__(self, ws):
        self.ws = ws
    def f(self):
        return self.ws.open  # ok: the subclass may pass something else

class Kept:
    def __init__(self):
        self.by_name = {}

    def put(self, name, websocket):
        self.by_name[name] = websocket

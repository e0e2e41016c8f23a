from .b import Second, helper


class First:
    def add(self, websocket):
        self.all.add(websocket)


class Third:
    def add(self, websocket):
        self.all.add(websocket)


second = Second()  # expect: WS401@1

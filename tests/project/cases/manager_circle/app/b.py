from . import a


class Second:
    def add(self, websocket):
        self.all.add(websocket)


def helper():
    return a.First()  # ok: made at each call


first = a.First()  # expect: WS401@1
unsure = a.second  # ok: no other instance

from functools import partial


class Base:
    async def inherited(self, ws, path):  # expect: WS302@5
        return ws.open  # expect: WS304@16


class ChatServer(Base):
    async def handle(self, ws, path):  # expect: WS302@5
        return ws.open  # expect: WS304@16

    @staticmethod
    async def static(ws, path):  # expect: WS302@5
        pass

    async def unused(self, ws, path):  # ok: nobody gives it to a server
        return ws.open

    async def unbound(ws, path):  # ok: as an attribute of the class
        return ws.open


async def stateful(state, ws, path):  # expect: WS302@1
    return ws.open  # expect: WS304@12


async def keyed(ws, path=None, *, state):  # expect: WS302@1
    return ws.open  # expect: WS304@12


async def bound(ws, path):  # ok: the partial binds the first
    return ws.open


async def twice(a, b, ws, path):  # expect: WS302@1
    return ws.open  # expect: WS304@12


class Twice:
    async def handle(self, ws, path):  # ok: one of two classes
        return ws.open


class Twice:
    async def handle(self, ws, path):  # ok: one of two classes
        return ws.open


class Other:
    async def handle(self, ws, path):  # ok: may be something else
        return ws.open

    async def later(self, ws, path):  # ok: of an object that is replaced
        return ws.open

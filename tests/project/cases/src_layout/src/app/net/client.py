import app.compat as compat
from app.base import Base
from app.compat import WebSocketClientProtocol as Protocol, dial


class Client(Base):
    def state(self):
        return self.ws.open, self.name.open  # expect: WS304@16


def closed(ws: Protocol):
    return ws.closed  # expect: WS304@12


async def both():
    await dial("x", extra_headers={})  # expect: WS301@21
    await compat.dial("x", timeout=1)  # expect: WS301@28

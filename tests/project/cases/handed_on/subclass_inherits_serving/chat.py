from base import Base


class Chat(Base):
    async def handle(self, ws, path):  # expect: WS302@5
        print(ws.closed)  # expect: WS304@15

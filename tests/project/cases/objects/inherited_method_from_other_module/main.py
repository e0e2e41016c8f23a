from base import Base


class C(Base):
    async def f(self):
        ws = await self.dial()
        print(ws.open)  # expect: WS304@15

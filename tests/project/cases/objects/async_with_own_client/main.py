from client import Client


async def f():
    async with Client() as c:
        print(c.ws.open)  # expect: WS304@15

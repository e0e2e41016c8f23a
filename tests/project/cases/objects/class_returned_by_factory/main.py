from client import make


async def g():
    client = make()
    print(client.ws.closed)  # expect: WS304@11

from client import Client


async def g():
    client = Client()
    ws = await client.open()
    print(ws.closed)  # expect: WS304@11
    print(client.socket.open)  # expect: WS304@11

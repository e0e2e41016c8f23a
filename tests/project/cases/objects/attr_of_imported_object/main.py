from client import Client


class App:
    def __init__(self):
        self.client = Client()
    async def f(self):
        if self.client.ws.open:  # expect: WS304@12
            pass


async def g():
    client = Client()
    await client.start()
    print(client.ws.closed)  # expect: WS304@11


async def h(client: Client):
    print(client.ws.closed)  # expect: WS304@11


def other(client):
    print(client.ws.closed)  # ok: a parameter

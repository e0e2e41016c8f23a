from client import client
import client as module


async def f():
    print(client.ws.closed)  # expect: WS304@11


async def g():
    print(module.client.ws.closed)  # expect: WS304@11

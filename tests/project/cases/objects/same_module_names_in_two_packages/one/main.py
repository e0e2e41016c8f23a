from .client import Client


def f():
    return Client().ws.open  # expect: WS304@12

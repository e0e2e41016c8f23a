from two.client import Client
import one.client


def f():
    return Client().ws.closed, one.client.Client().ws.closed  # expect: WS304@32

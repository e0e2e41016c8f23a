from client import Client


def f():
    return Client().ws.closed  # ok: may be something else

from .client import Client


def f():
    return Client().ws.closed  # ok: of the other class

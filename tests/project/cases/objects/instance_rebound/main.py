from client import Client, Fake


def f(x):
    client = Client()
    if x:
        client = Fake()
    return client.ws.open  # ok: may be another class


def g(client: Client | Fake):
    return client.ws.open  # ok: may be another class


def h():
    Client = Fake
    return Client().ws.open  # ok: may be another class

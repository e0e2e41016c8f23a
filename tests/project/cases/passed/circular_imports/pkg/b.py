from . import a


def use(ws):
    return ws.open  # expect: WS304@12


def make():
    x = a.A()
    return x.ws.open  # expect: WS304@12

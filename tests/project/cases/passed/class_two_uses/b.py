from session import Session


def f(ws):
    return Session(ws)

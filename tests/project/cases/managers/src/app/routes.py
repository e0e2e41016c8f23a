from . import lobby as rooms
from .lobby import Lobby, Parser, Single, make_lobby

lobby = Lobby()  # expect: WS401@1
other = rooms.Lobby()  # expect: WS401@1
made = make_lobby()  # expect: WS401@1
single = Single()  # ok: reported with its class
parser = Parser()  # ok: holds no connection


class Application:
    shared = Lobby()  # expect: WS401@5

    def __init__(self):
        self.lobby = Lobby()  # ok: of an instance


def build():
    return Lobby()  # ok: made at each call


def reset():
    global lobby
    lobby = Lobby()  # expect: WS401@5


def default(lobby=Lobby()):  # expect: WS401@19
    return lobby


def shadowed(Lobby):
    kept = Lobby()  # ok: a local
    return kept


if __name__ == "__main__":
    started = Lobby()  # ok: of the program

from .lobby import Lobby


class Hall(Lobby):
    pass

class UserHub:
    def __init__(self):
        self.mine = set()

    def add(self, one):
        self.mine.add(one)


class Lobby:
    def __init__(self):
        self.members = {}

    def join(self, name, member):
        self.members[name] = member


class Log:
    def __init__(self):
        self.lines = []

    def note(self, line):
        self.lines.append(line)


lobby = Lobby()  # expect: WS401@1
log = Log()  # ok: lines
pool = []  # expect: WS404@1
history = []  # ok: objects that were made of a connection, perhaps


def keep(thing):
    pool.append(thing)


def remember(event):
    history.append(event)

from collections import defaultdict, deque

from app.hub import UserHub

clients = set()  # expect: WS404@1
rooms = defaultdict(set)  # expect: WS404@1
late: dict[str, object] = {}  # expect: WS404@1
sessions = {}  # expect: WS404@1
waiting = deque()  # expect: WS404@1
names = {}  # ok: names
unused = set()  # ok: nobody puts anything into it
hubs: dict[str, UserHub] = {}  # ok: a hub for each user
answers = []  # ok: what connections say


class State:
    def __init__(self):
        self.connections = {}


class Store:
    peers = []  # expect: WS404@5
    texts = []  # ok: texts


STATE = State()  # expect: WS404@1

import abc

from fastapi import WebSocket

from . import routes


class Lobby:
    def __init__(self):
        self.members = []

    async def enter(self, websocket: WebSocket):
        await websocket.accept()
        self.members.append(websocket)


class Single:  # expect: WS402@1
    _instance = None

    def __new__(cls):  # the class is reported
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def add(self, websocket: WebSocket):
        self.sockets.append(websocket)


class WebSocketManager(abc.ABC):
    @abc.abstractmethod
    def name(self): ...


class ConnectionManager:
    """Of a database."""

    def __init__(self, url):
        self.url = url


class Parser:
    async def read(self, websocket: WebSocket):
        return await websocket.receive_text()


def make_lobby():
    return Lobby()


def current_lobby():
    return routes.lobby

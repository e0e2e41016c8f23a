from contextlib import asynccontextmanager

import app.lobby
from app.lobby import ConnectionManager, WebSocketManager, current_lobby

hall = app.lobby.Lobby()  # expect: WS401@1
database = ConnectionManager("x")  # alone: WS401@1 # ok: manages nothing of the kind
current = current_lobby()  # ok: made elsewhere
parser = app.lobby.Parser()  # ok: holds no connection


@asynccontextmanager
async def lifespan(application):
    application.state.lobby = app.lobby.Lobby()  # ok: of the application
    yield


class Named(WebSocketManager):
    def name(self):
        return "x"

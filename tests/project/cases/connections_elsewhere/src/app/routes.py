import app.state
from app import hub as hubs
from app.events import JoinRequest
from app.hub import keep, lobby, log
from app.state import STATE, Store, clients, names, rooms, waiting
from fastapi import APIRouter, WebSocket

from . import state

router = APIRouter()


@router.websocket("/events")
async def events(websocket: WebSocket, room: str, user: str):
    clients.add(websocket)
    rooms[room].add(websocket)
    names[user] = websocket.client.host
    state.late[user] = websocket
    app.state.waiting.append((user, websocket))
    state.sessions[user].websocket = websocket
    state.hubs[user].add(websocket)
    state.answers.append(await websocket.receive_text())
    STATE.connections[user] = websocket
    Store.peers.append(websocket)
    Store.texts.append(room)
    lobby.join(user, member=websocket)
    log.note(f"{websocket}")
    keep(websocket)
    request = JoinRequest(websocket)
    hubs.remember(request)


def leave(websocket: WebSocket):
    waiting.remove(websocket)
    router.state.gone.append(websocket)

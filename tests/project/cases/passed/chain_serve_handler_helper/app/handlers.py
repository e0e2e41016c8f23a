from .helpers import send
from .rooms import Room
room = Room()


async def chat(ws):
    room.join(ws)
    await send(ws, "x")

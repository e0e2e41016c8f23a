import functools
from functools import partial

import chat.plain
import chat.server
import websockets

from . import state
from .server import ChatServer, Other, Twice, bound, keyed, stateful, twice
from .state import replaced, shared

server = ChatServer()


class Application:
    def __init__(self, given=None):
        self.server = chat.server.ChatServer()
        self.other = given or Other()

    async def run(self):
        await websockets.serve(self.server.inherited, "", 1)
        await websockets.serve(self.other.handle, "", 1)


async def main(twice_made=Twice()):
    await websockets.serve(server.handle, "", 1)
    await websockets.serve(partial(stateful, {}), "", 1)
    handler = functools.partial(keyed, state={})
    await websockets.serve(handler, "", 1)
    await websockets.serve(partial(bound, object()), "", 1)
    await websockets.serve(partial(partial(twice, 1), 2), "", 1)
    await websockets.serve(Twice().handle, "", 1)
    await websockets.serve(ChatServer.unbound, "", 1)
    await websockets.serve(shared.static, "", 1)
    await websockets.serve(state.shared.handle, "", 1)
    await websockets.serve(replaced.later, "", 1)
    await websockets.serve(chat.plain.dotted, "", 1)

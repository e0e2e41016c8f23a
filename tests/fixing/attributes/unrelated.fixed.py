# left: WS304 written-to
import websockets
from websockets.protocol import State


class Door:
    open = True
    closed = False
    path = "/"


async def main(uri, door: Door, file):
    ws = await websockets.connect(uri)
    with open(uri) as opened:
        print(door.open, door.path, opened.closed, file.closed)
    ws.extra = ws.request.path + "x", (ws.request.path), ws.request.path.strip("/"), [*ws.request.path]
    print(f"{ws.request.path!r:>10} {door.open}", ws . closed, (ws).state is State.OPEN)
    value = ws.state is State.OPEN if ws.state is State.OPEN else not (ws.state is State.OPEN)
    assert (ws.state is State.OPEN) is True and -ws.remote_address[1], ws.remote_address[0]
    ws.closed += 1
    return value, await ws.recv() if ws.state is State.OPEN else lambda: ws.state is State.OPEN, (
        ws
        .state is State.OPEN
    )


async def several(uri, ws=None):
    ws = ws or Door()
    return ws.open

# left: WS304 written-to
import websockets


class Door:
    open = True
    closed = False
    path = "/"


async def main(uri, door: Door, file):
    ws = await websockets.connect(uri)
    with open(uri) as opened:
        print(door.open, door.path, opened.closed, file.closed)
    ws.extra = ws.path + "x", (ws.path), ws.path.strip("/"), [*ws.path]
    print(f"{ws.path!r:>10} {door.open}", ws . closed, (ws).open)
    value = ws.open if ws.open else not (ws.open)
    assert ws.open is True and -ws.port, ws.host
    ws.closed += 1
    return value, await ws.recv() if ws.open else lambda: ws.open, (
        ws
        .open
    )


async def several(uri, ws=None):
    ws = ws or Door()
    return ws.open

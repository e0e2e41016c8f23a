# left: WS203 other-uses
# left: WS305 manual
# left: WS305 not-literal
"""Constructors with what nobody can tell the place of, and attributes asked for by name."""
import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatusCode
from websockets.frames import Close


def closed(frame, *more):
    yield ConnectionClosed(1000, "bye", frame)
    yield ConnectionClosed(Close(1000, "bye"), None)
    yield ConnectionClosed(Close(1000, "bye"), None)
    yield ConnectionClosed(1000, *more)
    yield ConnectionClosed(reason="bye", code=1000)


async def asked(uri):
    try:
        await websockets.connect(uri)
    except (InvalidStatusCode, OSError) as error:
        return getattr(error, "status_code", None)

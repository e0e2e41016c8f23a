# left: WS305 not-literal
# setting: websockets = >=14
"""Attributes that stand in parentheses already, and those that need some."""
import websockets
from websockets.protocol import State


async def main(uri):
    async with websockets.connect(uri) as ws:
        print(not (ws.state is State.OPEN), (ws.state is State.OPEN) == True, (ws.state is State.OPEN) == True)
        print(ws.state is not State.OPEN, ( ws.state is State.CLOSED ), (ws.state is State.CLOSED).real, (ws.state is State.CLOSED).real)
        print((ws.state is State.OPEN) if (ws.state is State.CLOSED) else (ws.request.path))
        print([ws.state is State.OPEN, (ws.state is State.OPEN)], {ws.request.path: (ws.transport.get_extra_info("sslcontext") is not None)})
        return (
            ws.state is State.OPEN
        )


def read(make):
    try:
        make()
    except websockets.ConnectionClosed as error:
        print((error.rcvd.code if error.rcvd else 1006), (error.rcvd.code if error.rcvd else 1006) + 1, (error.rcvd.code if error.rcvd else 1006) + 1)
        print(make(error).code)


def first(errors: "list[websockets.ConnectionClosed]"):
    return errors[0].code

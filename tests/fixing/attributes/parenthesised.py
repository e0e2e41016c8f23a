# left: WS305 not-literal
# setting: websockets = >=14
"""Attributes that stand in parentheses already, and those that need some."""
import websockets


async def main(uri):
    async with websockets.connect(uri) as ws:
        print(not (ws.open), (ws.open) == True, ws.open == True)
        print(not ws.open, ( ws.closed ), (ws.closed).real, ws.closed.real)
        print((ws.open) if (ws.closed) else (ws.path))
        print([ws.open, (ws.open)], {ws.path: (ws.secure)})
        return (
            ws.open
        )


def read(make):
    try:
        make()
    except websockets.ConnectionClosed as error:
        print((error.code), error.code + 1, (error.code) + 1)
        print(make(error).code)


def first(errors: "list[websockets.ConnectionClosed]"):
    return errors[0].code

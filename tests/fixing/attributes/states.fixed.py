import websockets
from websockets.protocol import State


async def main(uri):
    async with websockets.connect(uri) as ws:
        while ws.state is State.OPEN:
            print(ws.request.headers["Host"], ws.response.headers)
        if ws.state is not State.OPEN or ws.state is State.CLOSED and ws.state is not State.CLOSED:
            return ws.state is State.OPEN
        print((ws.state is State.OPEN) == True, [ws.state is State.CLOSED], f(ws.state is State.OPEN, key=ws.state is not State.OPEN))  # noqa: E712
        assert await check(ws.state is State.OPEN), not (ws.state is State.CLOSED)
        x = -1 if ws.state is State.OPEN else 2
        return x, (ws.state is State.OPEN).real, not\
            ws.state is State.CLOSED

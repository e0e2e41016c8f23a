import websockets


async def main(uri):
    async with websockets.connect(uri) as ws:
        while ws.open:
            print(ws.request_headers["Host"], ws.response_headers)
        if not ws.open or ws.closed and not ws.closed:
            return ws.open
        print(ws.open == True, [ws.closed], f(ws.open, key=not ws.open))  # noqa: E712
        assert await check(ws.open), not (ws.closed)
        x = -1 if ws.open else 2
        return x, ws.open.real, not\
            ws.closed

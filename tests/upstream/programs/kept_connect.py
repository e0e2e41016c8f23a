import asyncio
import websockets


class Session:
    def __init__(self, uri):
        self._connection = websockets.connect(uri, extra_headers={"A": "b"})
        self._ws = None

    async def __aenter__(self):
        self._ws = await self._connection.__aenter__()
        return self

    async def __aexit__(self, *args):
        await self._connection.__aexit__(*args)

    @property
    def is_open(self):
        return self._ws is not None and self._ws.open

    async def ask(self, text):
        await self._ws.send(text)
        return await self._ws.recv()


async def handler(ws, path):
    while not ws.closed:
        try:
            await ws.send((await ws.recv()).upper())
        except websockets.exceptions.ConnectionClosed:
            break


async def main():
    start = websockets.serve(handler, host="127.0.0.1", port=0)
    server = await start
    async with Session(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}") as s:
        print(await s.ask("a"), s.is_open)
    print(s.is_open)
    server.close()
    await server.wait_closed()


asyncio.run(main())

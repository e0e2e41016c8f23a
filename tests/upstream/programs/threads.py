import asyncio
import threading

import websockets
from websockets.sync.client import ClientConnection, connect
from websockets.sync.server import ServerConnection, WebSocketServer, serve

ANSWERS = []


def answer(websocket: ServerConnection) -> None:
    for message in websocket:
        websocket.send(f"thread {message} {websocket.request.path}")


class Background:
    server: "WebSocketServer"

    def __enter__(self) -> "Background":
        self.server = serve(answer, "127.0.0.1", 0)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.server.shutdown()
        self.thread.join()

    @property
    def uri(self) -> str:
        return f"ws://127.0.0.1:{self.server.socket.getsockname()[1]}/sync"


def ask(uri: str, text: str) -> str:
    websocket: ClientConnection
    with connect(uri, additional_headers={"X-A": "b"}) as websocket:
        websocket.send(text)
        return websocket.recv()


async def handler(websocket, path):
    loop = asyncio.get_running_loop()
    async for message in websocket:
        await websocket.send(await loop.run_in_executor(None, ask, path[1:], message))


async def main(uri):
    async with websockets.serve(handler, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}/{uri}", timeout=5) as websocket:
            await websocket.send("one")
            print((await websocket.recv()).partition(" ws:")[0], websocket.open)
            closing = asyncio.get_running_loop().run_in_executor(None, ask, uri, "two")
            print(await closing)


with Background() as background:
    asyncio.run(main(background.uri))

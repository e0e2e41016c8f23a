import asyncio
import json
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Set

import websockets
from websockets.server import WebSocketServer, WebSocketServerProtocol


@dataclass
class Client:
    connection: WebSocketServerProtocol
    rooms: "Set[str]" = field(default_factory=set)

    @property
    def alive(self) -> bool:
        return self.connection.open and not self.connection.closed


class Hub:
    server: Optional[WebSocketServer] = None

    def __init__(self) -> None:
        self.clients: Dict[WebSocketServerProtocol, Client] = {}
        self.history: List[str] = []

    async def start(self) -> int:
        self.server = await websockets.serve(self.on_connect, "127.0.0.1", 0)
        return self.server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self.server:
            self.server.close()
            await self.server.wait_closed()

    async def on_connect(self, ws: WebSocketServerProtocol, path: str) -> None:
        client = self.clients[ws] = Client(ws)
        client.rooms.add(path.strip("/"))
        try:
            async for raw in ws:
                data = json.loads(raw)
                self.history.append(f"{path}:{data['text']}")
                await self.broadcast(data["text"])
        except websockets.ConnectionClosedError:
            pass
        finally:
            del self.clients[ws]

    async def broadcast(self, text: str) -> None:
        for ws, client in list(self.clients.items()):
            if client.alive:
                await ws.send(json.dumps({"text": text, "rooms": sorted(client.rooms)}))


async def main() -> None:
    hub = Hub()
    port = await hub.start()
    async with websockets.connect(f"ws://127.0.0.1:{port}/lobby") as one:
        async with websockets.connect(f"ws://127.0.0.1:{port}/other") as two:
            await one.send(json.dumps({"text": "hey"}))
            print(await one.recv())
            print(await two.recv())
            print(len(hub.server.websockets), all(ws.open for ws in hub.server.websockets))
    await hub.stop()
    print(hub.history)


asyncio.run(main())

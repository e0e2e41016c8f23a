import asyncio
import os
import tempfile

from websockets.legacy.client import unix_connect
from websockets.legacy.server import unix_serve


async def handler(ws, path):
    await ws.send(f"path {path}")


async def main():
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "socket")
        async with unix_serve(handler, name):
            async with unix_connect(name, uri="ws://localhost/x", extra_headers={"A": "b"}) as ws:
                print(await ws.recv(), ws.open)


asyncio.run(main())

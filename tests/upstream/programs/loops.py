import asyncio
import os
import threading

import websockets


async def handler(ws, path):
    await ws.send("from " + path)


def ask():
    async def talk():
        for _ in range(500):
            try:
                async with websockets.connect("ws://127.0.0.1:PORT/here") as ws:
                    return await ws.recv()
            except OSError:
                await asyncio.sleep(0.01)
        return "no server"

    print(asyncio.run(talk()), flush=True)
    os._exit(0)


threading.Thread(target=ask).start()
start_server = websockets.serve(handler, "127.0.0.1", PORT)

asyncio.get_event_loop().run_until_complete(start_server)
asyncio.get_event_loop().run_forever()

import asyncio
import sys

import websockets

ports = []


async def handler(ws, path):
    await ws.send(f"from {path}")


async def ask():
    for server in ports:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}/here") as ws:
            print(await ws.recv())
    asyncio.get_running_loop().stop()


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
if len(sys.argv) > 1:
    start_server = websockets.serve(handler, "127.0.0.1", 0, ssl=None)
else:
    start_server = websockets.serve(handler, "127.0.0.1", 0)
ports.append(loop.run_until_complete(start_server))
second = loop.run_until_complete(
    websockets.serve(handler, "127.0.0.1", 0))
ports.append(second)
loop.create_task(ask())
try:
    loop.run_forever()
finally:
    second.close()
    loop.run_until_complete(second.wait_closed())
    print("closed")

# setting: websockets = >=13,<16
import asyncio

import websockets
from websockets.asyncio.server import serve


async def handler(ws, path):
    await ws.send(path)


async def main():
    async with websockets.serve(handler, "localhost", 1, subprotocols=["chat"]):
        await asyncio.Future()


async def already(handler):
    await serve(handler, "localhost", 1, subprotocols=["chat"])


async def several(handler, servers):
	await websockets.serve(handler,
	                       "localhost", 1, subprotocols=["chat"])
	await websockets.serve(handler, "localhost", 1, subprotocols=[
		"a", "b"
	], max_size=1222222222)
	await websockets.serve(
		handler, "localhost", 1,
		subprotocols=["a"]  # only
	)
	return [websockets.serve(handler, "", 1, subprotocols=known) for known in servers]


starting = websockets.serve(handler, "localhost", 1, subprotocols=["chat"], max_size=1000)
asyncio.get_event_loop().run_until_complete(starting)
asyncio.get_event_loop().run_forever()

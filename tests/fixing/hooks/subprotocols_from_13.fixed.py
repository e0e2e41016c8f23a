# setting: websockets = >=13,<16
import asyncio

import websockets
import websockets.asyncio.server
from websockets.asyncio.server import serve


async def handler(ws):
    path = ws.request.path
    await ws.send(path)


async def main():
    async with websockets.asyncio.server.serve(
            handler, "localhost", 1, subprotocols=["chat"],
            select_subprotocol=lambda connection, offered: (
                "chat" if "chat" in offered else None)):
        await asyncio.Future()


async def already(handler):
    await serve(handler, "localhost", 1, subprotocols=["chat"])


async def several(handler, servers):
	await websockets.asyncio.server.serve(handler,
	                       "localhost", 1, subprotocols=["chat"],
	                       select_subprotocol=lambda connection, offered: (
	                           "chat" if "chat" in offered else None))
	await websockets.asyncio.server.serve(handler, "localhost", 1, subprotocols=[
		"a", "b"
	], max_size=1222222222,
	select_subprotocol=lambda connection, offered: next(
		(name for name in offered if name in ("a", "b")), None))
	await websockets.asyncio.server.serve(
		handler, "localhost", 1,
		subprotocols=["a"],  # only
		select_subprotocol=lambda connection, offered: "a" if "a" in offered else None
	)
	return [websockets.asyncio.server.serve(
			handler, "", 1, subprotocols=known,
			select_subprotocol=lambda connection, offered, known=known: min(
				set(offered) & set(known or ()), default=None,
				key=lambda name: offered.index(name) + known.index(name))) for known in servers]


async def starting():
	async with websockets.asyncio.server.serve(
		handler, "localhost", 1, subprotocols=["chat"], max_size=1000,
		select_subprotocol=lambda connection, offered: "chat" if "chat" in offered else None) as server:
		await server.serve_forever()
asyncio.run(starting())

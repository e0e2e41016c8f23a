import asyncio

import aiohttp
import websockets

session = aiohttp.ClientSession()


async def echo(websocket):
    await session.get("http://localhost")


start_server = websockets.serve(echo, "localhost", 8765)
asyncio.get_event_loop().run_until_complete(start_server)
asyncio.get_event_loop().run_forever()

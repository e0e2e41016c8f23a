# left: WS307 manual
# left: WS307 other-uses
# left: WS307 other-uses
# left: WS307 other-uses
# left: WS307 other-uses
import asyncio

import websockets

if TLS:
    async def start_server():
        return await websockets.serve(echo, "", 1, ssl=TLS)
else:
    async def start_server():
        return await websockets.serve(
        echo, "", 2)  # plain

asyncio.get_event_loop().run_until_complete(start_server())
asyncio.get_event_loop().run_forever()


def changed():
    port = 1
    server = websockets.serve(echo, "", port)
    port = 2
    asyncio.get_event_loop().run_until_complete(server)


def unchanged():
    port = 1
    port = port + 1
    async def server():
        return await websockets.serve(echo, "", port)
    asyncio.get_event_loop().run_until_complete(server())


def wrapped():
    server = websockets.serve(echo, "", 1)
    server = wrap(server)
    asyncio.get_event_loop().run_until_complete(server)


def other():
    server = find()
    if server is None:
        server = websockets.serve(echo, "", 1)
    asyncio.get_event_loop().run_until_complete(server)


def or_other():
    if TLS:
        server = asyncio.start_server(echo)
    else:
        server = websockets.serve(echo, "", 1)
    asyncio.get_event_loop().run_until_complete(server)


def one_line():
    server = websockets.serve(echo, "", 1); asyncio.get_event_loop().run_until_complete(server)


def interrupted():
	loop = asyncio.new_event_loop()
	async def main():
		return await websockets.serve(echo, "", 1)

	loop.run_until_complete(main())
	try:
		loop.run_forever()
	except KeyboardInterrupt:
		pass


def tasks():
    servers = (websockets.serve(echo, "", 1),)  # not known to run
    server = websockets.serve(echo, "", 1)
    loop = asyncio.new_event_loop()
    loop.create_task(tick())
    loop.run_until_complete(asyncio.wait_for(server, 3))
    loop.run_forever()

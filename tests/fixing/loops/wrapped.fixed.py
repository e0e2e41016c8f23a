# left: WS307 comment-in-span
# left: WS307 other-uses
import asyncio
import threading

import websockets


def thread(loop):
    async def start_server():
        return await websockets.serve(echo, '0.0.0.0', 8765)
    loop.run_until_complete(start_server())
    loop.run_forever()


def several():
    async def first():
        return await websockets.serve(echo, '', 1)
    async def second():
        return await websockets.serve(echo, '', 2)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(first())
    loop.run_until_complete(second())
    loop.run_forever()


def kept():
    async def main():
        return await websockets.serve(echo, '')

    server = asyncio.get_event_loop().run_until_complete(main())
    return server


def commented():
    asyncio.get_event_loop().run_until_complete(  # the server
        websockets.serve(echo, ''))


def used():
    start_server = websockets.serve(echo, '')
    asyncio.get_event_loop().run_until_complete(start_server)
    return start_server

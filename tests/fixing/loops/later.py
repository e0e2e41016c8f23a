# left: WS307 other-uses
# left: WS307 other-uses
# left: WS307 other-uses
import asyncio

import websockets

loop = asyncio.new_event_loop()
servers = []

for port in (1, 2):
    server = websockets.serve(echo, "", port)
    servers.append(server)

for number in (3, 4):
    task = websockets.serve(echo, "", number)
    loop.create_task(task)

for last in (5, 6):
    started = websockets.serve(echo, "", last)
    loop.run_until_complete(started)

host = "a"
first = websockets.serve(echo, host, 7)
loop.create_task(first)
host = "b"

second = websockets.serve(echo, "", 8)
third = websockets.serve(echo, host, 9)
loop.run_until_complete(asyncio.gather(second, third))
loop.run_forever()

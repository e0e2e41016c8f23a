import asyncio
import websockets

async def hello(websocket, path):
    pass

start_server = websockets.serve(hello, "192.168.1.69", 8765)

# run
loop = asyncio.get_event_loop()
loop.run_until_complete(start_server)
print("started")
loop.run_forever()

import asyncio
import websockets

async def hello(websocket):
    pass

async def start_server():
    async with websockets.serve(hello, "192.168.1.69", 8765) as server:
        print("started")
        await server.serve_forever()

# run
asyncio.run(start_server())

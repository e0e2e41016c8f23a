import asyncio

import websockets

if __name__ == "__main__":
    async def start_server():
        async with websockets.serve(echo, "localhost", 8765) as server:
            print("started")
            await server.serve_forever()
    try:
        asyncio.run(start_server())
    except KeyboardInterrupt:
        pass

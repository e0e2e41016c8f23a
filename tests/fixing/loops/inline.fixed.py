import asyncio
import websockets as wss

if __name__ == "__main__":
    server = Server()
    async def main():
        async with wss.serve(server.handler, network_interface,
                  port) as websocket_server:
            await websocket_server.serve_forever()

    asyncio.run(main())

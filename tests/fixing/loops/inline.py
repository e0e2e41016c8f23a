import asyncio
import websockets as wss

if __name__ == "__main__":
    server = Server()
    asyncio.get_event_loop().run_until_complete(
        wss.serve(server.handler, network_interface,
                  port))
    asyncio.get_event_loop().run_forever()

# same
# setting: websockets = 17.4
import websockets


async def main(handler):
    async with websockets.serve(handler, "", 1, subprotocols=["chat"]) as server:
        await server.serve_forever()

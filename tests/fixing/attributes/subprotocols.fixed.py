import websockets


async def on_connect(websocket):
    path = websocket.request.path
    if not websocket.subprotocol:
        print("expected", websocket.protocol.available_subprotocols, path)
        return await websocket.close()


async def main():
    server = await websockets.serve(
        on_connect, "localhost", 9000, subprotocols=["ocpp1.6"],
        select_subprotocol=lambda connection, offered: (
            "ocpp1.6" if "ocpp1.6" in offered else None))
    await server.wait_closed()

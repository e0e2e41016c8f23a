import websockets


async def main(handler):
    factory = websockets.basic_auth_protocol_factory(realm="x", credentials=("user", "secret"))
    await websockets.serve(handler, "localhost", 1, create_protocol=factory)

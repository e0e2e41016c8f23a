import websockets


async def main(handler):
    factory = websockets.basic_auth(realm="x", credentials=("user", "secret"))
    await websockets.serve(handler, "localhost", 1, process_request=factory)

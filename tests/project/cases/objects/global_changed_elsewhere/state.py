import websockets
ws = None


async def f():
    global ws
    ws = await websockets.connect("x")

# same: there is a function already
# left: WS301 name-taken
# left: WS303 name-taken
# left: WS303 name-taken
import websockets


def headers(path, request_headers):
    return {"X-Path": path}


async def main(handler, sign):
    await websockets.serve(handler, "x", 1, extra_headers=headers, process_response=sign)

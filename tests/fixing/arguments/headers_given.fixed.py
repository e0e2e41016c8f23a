# left: WS303 manual
# left: WS303 manual
# left: WS301 manual
import websockets


def headers(path, request_headers):
    return {"X-Path": path}


def perhaps(path, request_headers):
    if path == "/":
        return {"X-Path": path}


async def main(handler):
    await websockets.serve(handler, "localhost", 1, process_response=lambda connection, request, response: response.headers.update(headers(request.path, request.headers)))
    await websockets.serve(handler, "localhost", 2, extra_headers=perhaps)

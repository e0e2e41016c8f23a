# setting: websockets = >=14
# left: WS301 manual
# left: WS301 manual
import websockets

AGENT = {"User-Agent": "agent/1", "X-Test": "1"}
SERVER = [("Server", "server/1")]
PLAIN = {"X-Test": "1"}


async def main(uri, handler):
    await websockets.connect(uri, extra_headers=AGENT)
    await websockets.connect(uri, additional_headers=PLAIN)
    await websockets.serve(handler, "localhost", 1, extra_headers=SERVER)
    await websockets.serve(handler, "localhost", 2, process_response=lambda connection, request, response: response.headers.update(PLAIN))

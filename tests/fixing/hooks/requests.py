# left: WS303 not-literal
import http

import websockets
from websockets.datastructures import Headers


async def health(path, request_headers):
    if path == "/healthz" and request_headers.get("A"):
        return http.HTTPStatus.OK, [], b"OK\n"
    if path.startswith("/x"):
        return (404, {}, f"no {path}".encode())
    if path == "/h":
        return http.HTTPStatus.FOUND, [("Location", path)], b""
    if path == "/b":
        return 200, Headers(), load(path)
    return None


def rebound(path, headers):
    path = path.lower()
    if path:
        return 200, [], b""


def computed(path, headers):
    return answer(path)


class App:
    def request(self, path: str, headers: "Headers"):
        if path != self.path:
            return http.HTTPStatus.NOT_FOUND, (), b'none'

    async def main(self):
        await websockets.serve(echo, "", 1, process_request=self.request)


async def main():
    await websockets.serve(echo, "", 1, process_request=health)
    await websockets.serve(echo, "", 1, process_request=rebound)
    await websockets.serve(echo, "", 1, process_request=computed)
    await websockets.serve(echo, "", 1, process_request=lambda path, headers: (200, [], b"x"))

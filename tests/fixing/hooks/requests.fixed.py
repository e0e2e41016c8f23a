# left: WS303 not-literal
import http

import websockets
from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response


async def health(connection, request):
    if request.path == "/healthz" and request.headers.get("A"):
        return connection.respond(http.HTTPStatus.OK, "OK\n")
    if request.path.startswith("/x"):
        return connection.respond(404, f"no {request.path}")
    if request.path == "/h":
        response = connection.respond(http.HTTPStatus.FOUND, "")
        response.headers["Location"] = request.path
        return response
    if request.path == "/b":
        return Response(200, "OK", Headers(Headers()), load(request.path))
    return None


def rebound(connection, request):
    path = request.path
    path = path.lower()
    if path:
        return connection.respond(200, "")


def computed(path, headers):
    return answer(path)


class App:
    def request(self, connection: ServerConnection, request: Request):
        if request.path != self.path:
            return connection.respond(http.HTTPStatus.NOT_FOUND, 'none')

    async def main(self):
        await websockets.serve(echo, "", 1, process_request=self.request)


async def main():
    await websockets.serve(echo, "", 1, process_request=health)
    await websockets.serve(echo, "", 1, process_request=rebound)
    await websockets.serve(echo, "", 1, process_request=computed)
    await websockets.serve(echo, "", 1, process_request=lambda connection, request: connection.respond(200, "x"))

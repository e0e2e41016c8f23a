# left: WS303 not-literal
import websockets
from websockets.asyncio.server import serve


async def inner(ws):
    path = ws.request.path
    print(path)


async def entry(ws):
    await inner(ws)


async def health(connection, request):
    response = connection.respond(200, f"{request.headers['A']} {request.path} #")
    response.headers["X-A"] = request.headers["#"]
    return response


class Server:
    def closing(self, client_connection, request):
        for connection in self.connections:
            connection.close()
        return client_connection.respond(503, "closing")

    def asking(self, connection, http_request):
        request = http_request.path
        request = request.strip("/")
        return connection.respond(200, "") if request else None

    def inside(self, connection, http_request):
        def request():
            return http_request.path
        return None

    def computed(self, path, headers):
        return self.files[path]

    async def start(self):
        await websockets.serve(echo, "", 1, process_request=self.closing)
        await websockets.serve(echo, "", 1, process_request=self.asking)
        await websockets.serve(echo, "", 1, process_request=self.inside)
        await websockets.serve(echo, "", 1, process_request=self.computed)
        async with serve(entry, "", 1, process_request=health), serve(inner, "", 2):
            pass

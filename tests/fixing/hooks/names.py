# left: WS303 not-literal
import websockets
from websockets.legacy.server import serve


async def inner(ws, path):
    print(path)


async def entry(ws, path):
    await inner(ws, ws.path)


async def health(path, headers):
    return 200, [("X-A", headers["#"])], f"{headers['A']} {path} #".encode()


class Server:
    def closing(self, path, headers):
        for connection in self.connections:
            connection.close()
        return 503, [], b"closing"

    def asking(self, request, headers):
        request = request.strip("/")
        return (200, [], b"") if request else None

    def inside(self, path, headers):
        def request():
            return path
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

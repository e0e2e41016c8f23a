import asyncio
import http
import urllib.error
import urllib.parse
import urllib.request

import websockets


class QueryParamProtocol(websockets.WebSocketServerProtocol):
    async def process_request(self, path, headers):
        query = urllib.parse.parse_qs(urllib.parse.urlparse(path).query)
        token = query.get("token", [None])[0]
        if token is None:
            return http.HTTPStatus.UNAUTHORIZED, [], b"Missing token\n"
        if token == "bad":
            return http.HTTPStatus.FORBIDDEN, [], b"Bad token\n"
        self.user = token.upper()

    def greeting(self):
        return f"Hello {self.user} at {self.path}!"


async def handler(websocket):
    await websocket.send(websocket.greeting())


async def main():
    async with websockets.serve(
        handler, "127.0.0.1", 0, create_protocol=QueryParamProtocol
    ) as server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}/?token=ann") as ws:
            print(await ws.recv())
        for query in ("", "?token=bad"):
            try:
                async with websockets.connect(f"ws://127.0.0.1:{port}/{query}"):
                    print("accepted")
            except websockets.InvalidStatusCode as error:
                print(error.status_code)


asyncio.run(main())

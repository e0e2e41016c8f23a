import http

import websockets


class TokenProtocol(websockets.WebSocketServerProtocol):
    realm = "here"

    async def process_request(self, path, request_headers):
        """Look at the token."""
        token = request_headers.get("Token")
        if token is None:
            return http.HTTPStatus.UNAUTHORIZED, [], b"no token"
        self.user = f"{token} at {path}"

    def greeting(self):
        return f"{self.user} {self.realm} {self.remote_address[0]} {self.path}"


async def handler(connection: TokenProtocol):
    await connection.send(connection.greeting())


async def main():
    async with websockets.serve(handler, "localhost", 1, create_protocol=TokenProtocol):
        pass
    await websockets.serve(
        handler,
        "localhost",
        2,
        klass=TokenProtocol,
    )

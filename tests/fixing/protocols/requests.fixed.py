import http

import websockets


class TokenProtocol(websockets.ServerConnection):
    realm = "here"

    async def process_request(self, request):
        """Look at the token."""
        token = request.headers.get("Token")
        if token is None:
            return self.respond(http.HTTPStatus.UNAUTHORIZED, "no token")
        self.user = f"{token} at {request.path}"

    def greeting(self):
        return f"{self.user} {self.realm} {self.remote_address[0]} {self.request.path}"


async def handler(connection: TokenProtocol):
    await connection.send(connection.greeting())


async def main():
    async with websockets.serve(handler, "localhost", 1, create_connection=TokenProtocol, process_request=TokenProtocol.process_request):
        pass
    await websockets.serve(
        handler,
        "localhost",
        2,
        create_connection=TokenProtocol,
        process_request=TokenProtocol.process_request,
    )

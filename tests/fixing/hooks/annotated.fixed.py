from http import HTTPStatus
from typing import Awaitable, Optional, Tuple, Union

import websockets
import websockets.datastructures
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request as WebSocketRequest, Response
from starlette.requests import Request


async def health(
    connection: ServerConnection, request: WebSocketRequest
) -> Optional[Response]:
    if request.path == "/healthz":
        return connection.respond(HTTPStatus.OK, "OK\n")
    return None


def quoted(connection: ServerConnection, request: WebSocketRequest) -> "Response | None":
    return None


def untyped(connection, request) -> Optional[Awaitable[Union[None, Response]]]:
    return None


class Application:
    def page(self, connection: ServerConnection, request: WebSocketRequest) -> Response:
        return connection.respond(HTTPStatus.NOT_FOUND, "")

    async def starlette(self, request: Request) -> Tuple[int, str]:
        return 1, request.method

    async def main(self) -> None:
        await websockets.serve(echo, "", 1, process_request=self.page)


class Closed(ServerConnection):
    async def process_request(
        self, request: WebSocketRequest
    ) -> Optional[Response]:
        return self.respond(HTTPStatus.NOT_FOUND, "")


async def main() -> None:
    await websockets.serve(echo, "", 1, process_request=health)
    await websockets.serve(echo, "", 1, process_request=quoted)
    await websockets.serve(echo, "", 1, process_request=untyped)
    await websockets.serve(echo, "", 1, create_connection=Closed, process_request=Closed.process_request)

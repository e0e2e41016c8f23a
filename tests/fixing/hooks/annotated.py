from http import HTTPStatus
from typing import Awaitable, Optional, Tuple, Union

import websockets
import websockets.http
from starlette.requests import Request
from websockets.server import WebSocketServerProtocol


async def health(
    path: str, request_headers: websockets.http.Headers
) -> Optional[Tuple[HTTPStatus, websockets.http.Headers, bytes]]:
    if path == "/healthz":
        return HTTPStatus.OK, [], b"OK\n"
    return None


def quoted(path: "str", headers: "websockets.http.Headers") -> "tuple[HTTPStatus, list, bytes] | None":
    return None


def untyped(path, headers) -> Optional[Awaitable[Union[None, Tuple[int, list, bytes]]]]:
    return None


class Application:
    def page(self, path: str, headers: websockets.Headers) -> tuple[
        HTTPStatus,
        list[tuple[str, str]],
        bytes,
    ]:
        return HTTPStatus.NOT_FOUND, [], b""

    async def starlette(self, request: Request) -> Tuple[int, str]:
        return 1, request.method

    async def main(self) -> None:
        await websockets.serve(echo, "", 1, process_request=self.page)


class Closed(WebSocketServerProtocol):
    async def process_request(
        self, path: str, headers: websockets.http.Headers
    ) -> Optional[Tuple[HTTPStatus, list, bytes]]:
        return HTTPStatus.NOT_FOUND, [], b""


async def main() -> None:
    await websockets.serve(echo, "", 1, process_request=health)
    await websockets.serve(echo, "", 1, process_request=quoted)
    await websockets.serve(echo, "", 1, process_request=untyped)
    await websockets.serve(echo, "", 1, create_protocol=Closed)

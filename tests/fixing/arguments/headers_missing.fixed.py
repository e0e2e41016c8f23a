# left: WS301 name-taken
# left: WS301 name-taken
# setting: websockets = >=14
"""Headers may be missing, where they are given to a call that takes none today."""
from typing import Optional

from websockets.asyncio.server import serve


class Server:
    async def start(self, handler):
        await serve(handler, "", 1, process_response=lambda connection, request, response: response.headers.update(self.headers or {}))


async def main(handler, headers=None, *, given, first: "Optional[dict]", second: dict | None, **options):
    await serve(handler, "", 1, close_timeout=3)
    await serve(handler, "", 1,)
    await serve(handler, "", 1, **{})
    await serve(handler, "", 1, process_response=lambda connection, request, response: response.headers.update(headers or {}))
    await serve(handler, "", 1, process_response=lambda connection, request, response: response.headers.update(given))
    await serve(handler, "", 1, process_response=(lambda connection, request, response: response.headers.update(first or {})))
    await serve(handler, "", 1, process_response=lambda connection, request, response: response.headers.update(second or {}), **options)
    chosen = {"a": "b"} if given else None
    await serve(handler, "", 1, process_response=lambda connection, request, response: response.headers.update(chosen or {}))


async def named_as_parameters(handler, response, connection):
    await serve(handler, "", 1, extra_headers=response)
    await serve(handler, "", 1, extra_headers={"a": connection})

# left: WS301 name-taken
# left: WS301 name-taken
# setting: websockets = >=14
"""Headers may be missing, where they are given to a call that takes none today."""
from typing import Optional

from websockets.asyncio.server import serve


class Server:
    async def start(self, handler):
        await serve(handler, "", 1, extra_headers=self.headers)


async def main(handler, headers=None, *, given, first: "Optional[dict]", second: dict | None, **options):
    await serve(handler, "", 1, extra_headers=None, close_timeout=3)
    await serve(handler, "", 1, extra_headers=None,)
    await serve(handler, "", 1, **{"extra_headers": None})
    await serve(handler, "", 1, extra_headers=headers)
    await serve(handler, "", 1, extra_headers=given)
    await serve(handler, "", 1, extra_headers=(first))
    await serve(handler, "", 1, extra_headers=second, **options)
    chosen = {"a": "b"} if given else None
    await serve(handler, "", 1, extra_headers=chosen)


async def named_as_parameters(handler, response, connection):
    await serve(handler, "", 1, extra_headers=response)
    await serve(handler, "", 1, extra_headers={"a": connection})

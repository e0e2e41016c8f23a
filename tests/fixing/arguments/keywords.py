# left: WS301 name-taken
# left: WS301 name-taken
# left: WS301 not-literal
# left: WS301 other-uses
import asyncio
import functools

import websockets
from websockets import connect, serve


async def main(uri, token, loop):
    await websockets.connect(uri, extra_headers={"Authorization": token}, timeout=5)
    await connect(uri, extra_headers={"User-Agent": "me/1"}, loop=asyncio.get_event_loop(), read_limit=2 ** 16)
    await connect(
        uri,
        extra_headers=token,
        loop=loop,  # gone
    )
    await connect(uri, extra_headers=token, additional_headers=token)
    await connect(uri, timeout=1, close_timeout=2)
    await connect(uri, loop=make_loop())
    await connect(uri, loop=None)
    dial = functools.partial(connect, extra_headers=[("A", "b")], legacy_recv=True)
    await serve(ws_handler=echo, host="", timeout=5, extra_headers=[("Server", "x/1")])
    await serve(echo, extra_headers={"X-A": token})
    await serve(echo, extra_headers={"Server": "a", "X-A": "b"})
    options = {"extra_headers": token, "loop": loop, "ping_interval": 1}
    options["timeout"] = 5
    options.update(read_limit=1)
    await connect(uri, **options)
    kept = {"extra_headers": token}
    await connect(uri, **kept)
    print(kept)
    await connect(uri, **{"extra_headers": token})
    return dial


async def dial(uri, **options):
    return await connect(uri, **options)


async def talk(uri):
    await dial(uri, extra_headers={})
    websockets.broadcast([], "m", True)

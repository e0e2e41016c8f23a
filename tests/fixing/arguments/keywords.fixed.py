# left: WS301 name-taken
# left: WS301 name-taken
# left: WS301 not-literal
# left: WS301 other-uses
import asyncio
import functools

import websockets
from websockets import connect, serve


async def main(uri, token, loop):
    await websockets.connect(uri, additional_headers={"Authorization": token}, close_timeout=5)
    await connect(uri, user_agent_header="me/1")
    await connect(
        uri,
        additional_headers=token,
        # gone
    )
    await connect(uri, extra_headers=token, additional_headers=token)
    await connect(uri, timeout=1, close_timeout=2)
    await connect(uri, loop=make_loop())
    await connect(uri)
    dial = functools.partial(connect, additional_headers=[("A", "b")])
    await serve(handler=echo, host="", close_timeout=5, server_header="x/1")
    await serve(echo, process_response=lambda connection, request, response: response.headers.update({"X-A": token}))
    await serve(echo, server_header="a", process_response=lambda connection, request, response: response.headers.update({"X-A": "b"}))
    options = {"additional_headers": token, "ping_interval": 1}
    options["close_timeout"] = 5
    options.update()
    await connect(uri, **options)
    kept = {"extra_headers": token}
    await connect(uri, **kept)
    print(kept)
    await connect(uri, **{"additional_headers": token})
    return dial


async def dial(uri, **options):
    return await connect(uri, **options)


async def talk(uri):
    await dial(uri, additional_headers={})
    websockets.broadcast([], "m", raise_exceptions=True)

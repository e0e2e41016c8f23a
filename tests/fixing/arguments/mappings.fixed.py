# left: WS204 partial-file
# left: WS301 name-taken
# left: WS301 not-literal
# left: WS301 other-uses
# left: WS301 other-uses
# left: WS301 other-uses
# left: WS301 other-uses
# left: WS308 manual
# left: WS308 name-taken
# setting: websockets = >=14
"""Mappings that a function fills before it hands them on."""
import websockets
from websockets import basic_auth_protocol_factory
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.client import ClientProtocol


async def filled(uri, token):
    options = dict(additional_headers=token)
    options.setdefault("close_timeout", 5)
    options.update(klass=None)
    await connect(uri, **options)


async def read(uri, token):
    options = {"extra_headers": token}
    limit = options.pop("limit", None)
    await connect(uri, **options)
    return limit


async def returned(uri, token):
    options = {"timeout": 5}
    old = options.setdefault("extra_headers", token)
    await connect(uri, **options)
    return old


async def merged(uri, token):
    options = {"additional_headers": token}
    options |= {"timeout": 5}
    await connect(uri, **options)


async def stated(uri):
    options = {}
    options["loop"] = None
    await connect(uri, **options)


async def served(handler, request, check):
    await serve(handler, "", 1, extra_headers=request)
    await serve(
        handler, "", 1, process_request=check,
        create_protocol=basic_auth_protocol_factory(realm="chat", credentials=("a", "b")))


def sans_io(uri, origin, extensions):
    return ClientProtocol(uri, origin=(chosen := origin), extensions=extensions), chosen

import app
import app.compat
import app.inner.again
import nspace.deep.net
from app import dial, open_connection, serve
from app.inner import call
from app.inner.again import again
from app import *


async def through_packages():
    await dial("x", extra_headers={})  # expect: WS301@21
    await open_connection("x", extra_headers={})  # expect: WS301@32
    await app.dial("x", extra_headers={})  # expect: WS301@25
    await call("x", extra_headers={})  # expect: WS301@21
    await again("x", extra_headers={})  # expect: WS301@22
    await connect("x", extra_headers={})  # expect: WS301@24
    await serve(print, "x", extra_headers={})  # ok: not in __all__


async def through_modules():
    await app.compat.dial("x", extra_headers={})  # expect: WS301@32
    await app.compat._private("x", extra_headers={})  # expect: WS301@36
    await app.inner.again.again("x", extra_headers={})  # expect: WS301@38
    await nspace.deep.net.connect("x", extra_headers={})  # expect: WS301@40
    await app._private("x", extra_headers={})  # ok: no star brings it
    await app.inner.dial("x", extra_headers={})  # ok: has another name there
    await app.missing("x", extra_headers={})  # ok: not there

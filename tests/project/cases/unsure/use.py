from app import modern_again
from app.arms import connect, dial, maybe
from app.circle import first, second, third
from app.computed import *
from app.modern import dial as modern
from app.inside import Group, dial as inner, member
from app.redefined import counted, dial as defined, looped, removed, reset
from app.stars import dial as star
from app.two import dial as two


async def main():
    await connect("x", extra_headers={})  # expect: WS301@24
    await modern("x", extra_headers={})  # expect: WS301@23
    await globals()["dial"]("x", extra_headers={})  # ok: not followed


async def arms():
    await dial("x", extra_headers={})  # ok: one of two
    await maybe("x", extra_headers={})  # ok: one of two


async def redefined():
    await defined("x", extra_headers={})  # ok: defined again
    await counted("x", extra_headers={})  # ok: changed
    await looped("x", extra_headers={})  # ok: changed
    await removed("x", extra_headers={})  # ok: changed
    await reset("x", extra_headers={})  # ok: changed by a function


async def scopes():
    await inner("x", extra_headers={})  # ok: of a function
    await member("x", extra_headers={})  # ok: of a class
    await modern_again.dial("x", extra_headers={})  # ok: no module any more


async def stars():
    await star("x", extra_headers={})  # ok: one of two, and one is unknown
    await two("x", extra_headers={})  # ok: one of two
    await first("x", extra_headers={})  # ok: a circle
    await second("x", extra_headers={})  # ok: a circle
    await third("x", extra_headers={})  # ok: a circle

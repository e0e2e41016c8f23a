"""Arguments and uses of ``connect`` and ``serve``, tried on real releases over loopback."""

from __future__ import annotations

from functools import cache

import pytest

from flake8_modern_ws.catalog.switched_names import SWITCHED_IN
from flake8_modern_ws.catalog.websockets_arguments import ARGUMENTS
from flake8_modern_ws.catalog.websockets_uses import (
    INSTANCE,
    KEYWORD_ONLY,
    NO_LOOP,
    SUBCLASS,
    WINDOW_BITS,
)
from flake8_modern_ws.settings.versions import release

from .conftest import install, run_probe

RELEASES = ("13.1", "14.2", "15.0.1", "17.4")
#: A value for each argument that is accepted wherever the argument is.
_VALUES = {
    "extra_headers": "{'X-Test': 'a'}", "additional_headers": "{'X-Test': 'a'}",
    "timeout": "5", "close_timeout": "5", "loop": "None", "legacy_recv": "False",
    "read_limit": "65536", "create_protocol": "None", "klass": "None",
    "process_response": "lambda connection, request, response: None",
}
_PROBE = r"""
import asyncio, json, sys, warnings
warnings.simplefilter("ignore")
import websockets

answers = {}

async def handler(websocket):
    await websocket.send("hello")

async def talk(serving, connecting):
    async with websockets.serve(handler, "127.0.0.1", 0, **serving) as server:
        port = list(server.sockets)[0].getsockname()[1]
        uri = f"ws://127.0.0.1:{port}/"
        async with websockets.connect(uri, **connecting) as websocket:
            await websocket.recv()

async def start(name):
    server = await websockets.serve(**{name: handler}, host="127.0.0.1", port=0)
    server.close()
    await server.wait_closed()

def attempt(name, function):
    try:
        function()
    except Exception as error:
        answers[name] = type(error).__name__
    else:
        answers[name] = "works"

for name, value in {**VALUES}.items():
    if name != "process_response":
        attempt("connect " + name, lambda: asyncio.run(talk({}, {name: value})))
    if name != "additional_headers":
        attempt("serve " + name, lambda: asyncio.run(talk({name: value}, {})))
for name in ("ws_handler", "handler"):
    attempt("serve " + name, lambda: asyncio.run(start(name)))
for name, origins in (("empty origin", [""]), ("no origin", [None])):
    attempt(name, lambda: asyncio.run(talk({"origins": origins}, {})))

def before_loop():
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(websockets.serve(handler, "127.0.0.1", 0)).close()
    finally:
        loop.close()

def subclass():
    from websockets.asyncio.server import serve
    type("Sub", (serve,), {}) if isinstance(serve, type) else type(serve)("x", (serve,), {})

def instance():
    from websockets.asyncio.server import serve
    isinstance(1, serve)

def window():
    from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
    ClientPerMessageDeflateFactory(client_max_window_bits=8)

def broadcast(*arguments, **keywords):
    from websockets.asyncio.server import broadcast
    broadcast([], "message", *arguments, **keywords)

def sansio():
    from websockets.server import ServerProtocol
    ServerProtocol([None])

def backoff():
    websockets.connect.BACKOFF_MAX = 3

asyncio.set_event_loop(asyncio.new_event_loop())
for function in (before_loop, subclass, instance, window, sansio, backoff):
    attempt(function.__name__, function)
attempt("broadcast by position", lambda: broadcast(True))
attempt("broadcast by keyword", lambda: broadcast(raise_exceptions=True))
json.dump(answers, sys.stdout)
"""


@cache
def answers(version: str) -> dict[str, str]:
    """What each attempt gives in one release: ``works``, or the name of the exception."""
    values = ", ".join(f"{name!r}: {value}" for name, value in _VALUES.items())
    found: dict[str, str] = run_probe(
        _PROBE.replace("{**VALUES}", "{" + values + "}"), install("websockets", version))
    return found


def reaches(version: str, since: str) -> bool:
    return release(version) >= release(since)


ROWS = [(side, row) for row in ARGUMENTS for side in ("connect", "serve")
        if side in row.callables]


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize(("side", "row"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_a_legacy_argument_raises_type_error_since_the_switch(
    version: str, side: str, row: object
) -> None:
    expected = "TypeError" if reaches(version, SWITCHED_IN) else "works"
    assert answers(version)[f"{side} {row.name}"] == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize(("side", "row"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_its_replacement_works_from_the_stated_release_on(
    version: str, side: str, row: object
) -> None:
    replacement, since = row.replacement, row.since  # type: ignore[attr-defined]
    if replacement is None:
        return
    expected = "works" if reaches(version, since) else "TypeError"
    assert answers(version)[f"{side} {replacement}"] == expected


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize(("attempt", "since", "error"), [
    ("before_loop", NO_LOOP.since, "RuntimeError"),
    ("subclass", SUBCLASS.since, "TypeError"),
    ("instance", INSTANCE.since, "TypeError"),
    ("window", WINDOW_BITS.since, "ValueError"),
    ("sansio", KEYWORD_ONLY["websockets.server.ServerProtocol"].since, "TypeError"),
    ("broadcast by position", KEYWORD_ONLY["websockets.broadcast"].since, "TypeError"),
])
def test_a_use_fails_since_the_stated_release(
    version: str, attempt: str, since: str, error: str
) -> None:
    assert answers(version)[attempt] == (error if reaches(version, since) else "works")


@pytest.mark.parametrize("version", RELEASES)
def test_what_the_hints_say_works(version: str) -> None:
    found = answers(version)
    assert found["broadcast by keyword"] == found["no origin"] == found["backoff"] == "works"
    refused = reaches(version, SWITCHED_IN)
    assert (found["empty origin"] != "works") == refused

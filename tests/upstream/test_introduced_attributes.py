"""Attributes that came later than their implementation, looked for on live objects."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import introduced_attributes as table
from flake8_modern_ws.catalog import releases
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, run_probe

_PROBE = """
import asyncio, json, logging, threading
logging.disable(logging.CRITICAL)
NAMES = ["$NAME"]
found = {}

def look(role, implementation, thing):
    here = found.setdefault(f"{role} {implementation}", {})
    for name in NAMES:
        here[name] = here.get(name, True) and hasattr(thing, name)

async def asynchronous(implementation, serve, connect):
    async def handler(connection):
        look("connection", implementation, connection)
        await connection.recv()
    async with serve(handler, "127.0.0.1", 0) as server:
        look("server", implementation, server)
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as connection:
            look("connection", implementation, connection)
            await connection.send("done")

def threads():
    from websockets.sync.client import connect
    from websockets.sync.server import serve
    def handler(connection):
        look("connection", "sync", connection)
        connection.recv()
    server = serve(handler, "127.0.0.1", 0)
    look("server", "sync", server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with connect(f"ws://127.0.0.1:{server.socket.getsockname()[1]}") as connection:
        if NAMES != ["server"]:
            look("connection", "sync", connection)
        connection.send("done")
    server.shutdown()
    thread.join()

import websockets
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
asyncio.run(asynchronous("asyncio", serve, connect))
asyncio.run(asynchronous("package", websockets.serve, websockets.connect))
threads()
print(json.dumps(found))
"""

ROWS = [
    (role, implementation, name, since)
    for (role, implementation), names in table.INTRODUCED_ATTRIBUTES.items()
    for name, since in names.items()
]


@cache
def presence(release: str, name: str) -> Any:
    return run_probe(_PROBE.replace("$NAME", name), install("websockets", release))


@pytest.mark.parametrize(("role", "implementation", "name", "since"), ROWS)
def test_the_attribute_came_with_the_release(
    role: str, implementation: str, name: str, since: str
) -> None:
    place = releases.WEBSOCKETS.index(since)
    before = releases.WEBSOCKETS[place - 1]
    assert presence(since, name)[f"{role} {implementation}"][name]
    assert not presence(before, name)[f"{role} {implementation}"][name]


@pytest.mark.parametrize(("implementation", "below"), table.OTHER_BELOW.items())
def test_the_other_implementation_below_has_the_attributes(
    implementation: str, below: str
) -> None:
    last = [r for r in releases.WEBSOCKETS if number(r) < number(below)][-1]
    for (role, of), names in table.INTRODUCED_ATTRIBUTES.items():
        if of == implementation:
            assert all(presence(last, name)[f"{role} {of}"][name] for name in names)

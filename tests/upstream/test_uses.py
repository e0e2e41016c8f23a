"""Uses that newer releases reject, shown by real releases on loopback."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import websockets_uses as table
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, run_probe

RELEASES = ("13.1", "16.1.1", "17.4")

_PROBE = r"""
import asyncio, json, os, sys, threading, warnings
import websockets
from websockets.sync.client import connect as connect_threads
from websockets.sync.server import serve as serve_threads
warnings.simplefilter("ignore")
import logging
logging.disable(logging.CRITICAL)
import websockets.legacy.client
answers = {}

async def handler(websocket, *rest):
    async for message in websocket:
        await websocket.send(message)

async def asynchronous():
    from websockets.asyncio.server import serve
    from websockets.asyncio.client import connect
    async with serve(handler, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        uri = f"ws://127.0.0.1:{port}"
        try:
            async with connect(uri, create_connection=websockets.legacy.client.
                               WebSocketClientProtocol, open_timeout=0.3):
                answers["legacy class"] = "connected"
        except BaseException as error:
            answers["legacy class"] = type(error).__name__
        from types import coroutine
        @coroutine
        def old():
            connection = yield from connect(uri)
            return connection
        try:
            connection = await old()
            await connection.close()
            answers["yield from"] = "connected"
        except TypeError:
            answers["yield from"] = "TypeError"

asyncio.run(asynchronous())

def echo(websocket):
    for message in websocket:
        websocket.send(message)

server = serve_threads(echo, "127.0.0.1", 0)
thread = threading.Thread(target=server.serve_forever, daemon=True)
thread.start()
uri = "ws://127.0.0.1:%d" % server.socket.getsockname()[1]

def warned(use):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        use()
    return any(issubclass(w.category, DeprecationWarning) for w in caught)

def kept():
    connection = connect_threads(uri)
    connection.send("x")
    connection.close()

def entered():
    with connect_threads(uri) as connection:
        connection.send("x")

answers["kept"], answers["entered"] = warned(kept), warned(entered)

def block():
    with serve_threads(echo, "127.0.0.1", 0):
        pass
blocked = threading.Thread(target=block, daemon=True)
blocked.start()
blocked.join(2)
answers["blocks"] = blocked.is_alive()
print(json.dumps(answers))
sys.stdout.flush()
os._exit(0)
"""


@cache
def shown(version: str) -> dict[str, Any]:
    found: dict[str, Any] = run_probe(_PROBE, install("websockets", version))
    return found


def from_release(since: str, version: str) -> bool:
    return number(version) >= number(since)


@pytest.mark.parametrize("version", RELEASES)
def test_a_legacy_class_as_create_connection_fails(version: str) -> None:
    assert shown(version)["legacy class"] == "TypeError"


@pytest.mark.parametrize("version", RELEASES)
def test_yield_from_fails_since_the_stated_release(version: str) -> None:
    gone = from_release(table.YIELD_FROM.since, version)
    assert shown(version)["yield from"] == ("TypeError" if gone else "connected")


@pytest.mark.parametrize("version", RELEASES)
def test_a_kept_threading_connection_warns_since_the_stated_release(version: str) -> None:
    assert shown(version)["kept"] is from_release(table.NO_CONTEXT.since, version)
    assert shown(version)["entered"] is False


@pytest.mark.parametrize("version", RELEASES)
def test_a_threading_server_that_never_serves_blocks_since_the_stated_release(
    version: str,
) -> None:
    assert shown(version)["blocks"] is from_release(table.NEVER_SERVES.since, version)


@pytest.mark.parametrize("version", ["13.0", "13.0.1", "13.1", "14.2", "17.4"])
@pytest.mark.parametrize("name", ["connect", "unix_connect"])
def test_the_new_connect_is_iterated_since_the_stated_release(name: str, version: str) -> None:
    probe = f"""
import asyncio, json, warnings, websockets.asyncio.client as client
warnings.simplefilter("ignore")  # of a coroutine that is never awaited
async def main():
    uri = "ws://127.0.0.1/"
    loop = client.connect(uri) if "{name}" == "connect" else client.unix_connect("/x", uri)
    print(json.dumps(hasattr(loop, "__aiter__")))
asyncio.run(main())
"""
    found = run_probe(probe, install("websockets", version))
    assert found is from_release(table.ITERATED[name, "asyncio"], version)

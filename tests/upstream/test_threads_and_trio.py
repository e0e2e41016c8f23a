"""Attributes of the connections of websockets.sync and websockets.trio, shown by live ones."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import websockets_arguments, websockets_uses
from flake8_modern_ws.catalog import websockets_attributes as table
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, optional_dependencies, run_probe

RELEASES = ("13.1", "14.0", "14.1", "16.1.1", "17.4")
#: The first release with websockets.trio.
TRIO = "17.0"

_COMMON = """
import json, logging, sys, threading, warnings
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
from websockets.protocol import Side, State
NAMES, REPLACEMENTS = json.loads(sys.argv[1])

def look(connection):
    found = {"present": [name for name in NAMES if hasattr(connection, name)], "failing": []}
    for expression in REPLACEMENTS:
        try:
            eval(expression, {"connection": connection, "State": State, "Side": Side})
        except Exception as error:
            found["failing"].append(expression)
    return found
"""

_THREADS = _COMMON + """
import socket
from websockets.sync.client import ClientConnection, connect
from websockets.sync.server import Server, ServerConnection, serve
from websockets.client import ClientProtocol
from websockets.server import ServerProtocol
from websockets.uri import parse_uri
answers = {}
done = threading.Event()

def handler(connection):
    answers["server"] = look(connection)
    connection.send("seen")
    done.set()
    for message in connection:
        pass  # open until the client leaves

def takes(function):
    first, second = socket.socketpair()
    try:
        function(first)
        return "works"
    except TypeError:
        return "TypeError"
    finally:
        first.close(), second.close()

with serve(handler, "127.0.0.1", 0) as server:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    answers["Server"] = [n for n in ("websockets", "connections") if hasattr(server, n)]
    with connect("ws://127.0.0.1:%d" % server.socket.getsockname()[1]) as connection:
        answers["client"] = look(connection)
        connection.recv()
    done.wait()
    server.shutdown()
    thread.join()

client = lambda: ClientProtocol(parse_uri("ws://localhost"))
answers["socket="] = {
    "ClientConnection": takes(lambda s: ClientConnection(socket=s, protocol=client())),
    "ServerConnection": takes(lambda s: ServerConnection(socket=s, protocol=ServerProtocol())),
    "Server": takes(lambda s: Server(socket=s, handler=print)),
}
answers["by position"] = {
    "ClientConnection": takes(lambda s: ClientConnection(s, client())),
    "Server": takes(lambda s: Server(s, print)),
}
print(json.dumps(answers))
sys.stdout.flush()
import os
os._exit(0)
"""

_TRIO = _COMMON + """
import trio
from websockets.trio.client import connect
from websockets.trio.server import serve
answers = {}

async def handler(connection):
    answers["server"] = look(connection)
    await connection.send("seen")
    async for message in connection:
        pass  # open until the client leaves

async def main():
    async with trio.open_nursery() as nursery:
        server = await nursery.start(serve, handler, 0)
        answers["Server"] = [n for n in ("websockets", "connections") if hasattr(server, n)]
        port = server.listeners[0].socket.getsockname()[1]
        async with connect("ws://127.0.0.1:%d" % port) as connection:
            answers["client"] = look(connection)
            await connection.recv()
        nursery.cancel_scope.cancel()

trio.run(main)
print(json.dumps(answers))
"""

_NAMES = sorted({row.name for row in table.CONNECTION} | table.CONNECTION_INTERNALS)


def _written(row: Any) -> str:
    return str(row.replacement.format(ws="connection"))


def _program(code: str) -> str:
    replacements = sorted({_written(row) for row in table.CONNECTION if row.replacement})
    arguments = json.dumps([_NAMES, replacements])
    return f"import sys; sys.argv[1:] = [{arguments!r}]\n{code}"


@cache
def threads(version: str) -> dict[str, Any]:
    found: dict[str, Any] = run_probe(_program(_THREADS), install("websockets", version))
    return found


@cache
def trio(version: str) -> dict[str, Any]:
    found: dict[str, Any] = run_probe(
        _program(_TRIO), install("websockets", version), optional_dependencies())
    return found


def _shown() -> list[tuple[str, str]]:
    return [(how, version) for version in RELEASES for how in ("sync", "trio")
            if how == "sync" or number(version) >= number(TRIO)]


def _result(how: str, version: str) -> dict[str, Any]:
    return threads(version) if how == "sync" else trio(version)


@pytest.mark.parametrize(("how", "version"), _shown())
def test_connections_lack_the_attributes(how: str, version: str) -> None:
    result = _result(how, version)
    assert result["client"]["present"] == []
    assert result["server"]["present"] == []
    assert "websockets" not in result["Server"]


@pytest.mark.parametrize(("how", "version"), _shown())
def test_replacements_of_attributes_work(how: str, version: str) -> None:
    result = _result(how, version)
    for row in table.CONNECTION:
        since = table.LATER_SINCE.get(row.name, row.since)
        if row.replacement is None or number(version) < number(since or "0"):
            continue
        for side in ("client", "server"):
            if row.side in ("", side) and not (row.name == "ws_server" and side == "client"):
                fails = _written(row) in result[side]["failing"]
                assert fails is (row.name in table.ASYNCIO_ONLY), (row.name, side)


@pytest.mark.parametrize(("how", "version"), _shown())
def test_later_replacements_came_with_the_stated_release(how: str, version: str) -> None:
    result = _result(how, version)
    for row in table.CONNECTION:
        if row.name in table.LATER_SINCE:
            there = _written(row) not in result["server"]["failing"]
            assert there is (number(version) >= number(table.LATER_SINCE[row.name])), row.name
    there = "connections" in result["Server"]
    assert there is (number(version) >= number(table.LATER_SINCE["websockets"]))


@pytest.mark.parametrize("version", RELEASES)
def test_socket_is_taken_up_to_the_stated_release(version: str) -> None:
    gone = number(version) >= number(websockets_arguments.SOCKET_RENAMED)
    names = {path.rpartition(".")[2] for path in websockets_arguments.SOCKET_CLASSES}
    result = threads(version)
    assert set(result["socket="]) == names
    assert set(result["socket="].values()) == {"TypeError" if gone else "works"}
    assert set(result["by position"].values()) == {"works"}


_QUEUE = """
import asyncio, json, logging, sys, threading, warnings
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
import websockets
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.sync.client import connect as connect_threads
answers = {}

async def handler(connection):
    await connection.send("one")
    await connection.wait_closed()

async def main():
    async with serve(handler, "127.0.0.1", 0) as server:
        uri = "ws://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
        for name, function in ("asyncio", connect), ("package", websockets.connect):
            try:
                async with function(uri, max_queue=None) as connection:
                    answers[name] = await connection.recv()
            except Exception as error:
                answers[name] = "fails"
        def receive():
            with connect_threads(uri, max_queue=None) as connection:
                return connection.recv()
        try:
            answers["sync"] = await asyncio.to_thread(receive)
        except Exception as error:
            answers["sync"] = "fails"

asyncio.run(main())
print(json.dumps(answers))
"""


@pytest.mark.parametrize("version", ["13.1", "14.0", "14.1", "17.4"])
def test_an_unlimited_queue_fails_in_the_stated_releases(version: str) -> None:
    found = run_probe(_QUEUE, install("websockets", version))
    mended = number(version) >= number(websockets_uses.MAX_QUEUE_NONE_MENDED)
    for name, since in websockets_uses.MAX_QUEUE_NONE_CRASHES.items():
        if name == "sync" and version == "13.1":
            continue  # takes no max_queue yet
        fails = number(version) >= number(since) and not mended
        assert found[name] == ("fails" if fails else "one"), name

"""The rows on attributes, exceptions and handshake functions, shown by live connections."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import websockets_attributes as table

from .conftest import install, run_probe

RELEASES = ("13.1", "14.2", "15.0.1", "17.4")

_PROBE = """
import asyncio, json, logging, sys, warnings
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
import websockets
from websockets.asyncio.client import connect as new_connect
from websockets.asyncio.server import serve as new_serve
from websockets.legacy.client import connect as old_connect
from websockets.legacy.server import serve as old_serve
from websockets.protocol import Side, State
from websockets.exceptions import (ConnectionClosed, ConnectionClosedOK, InvalidStatus,
    InvalidStatusCode, InvalidURI, PayloadTooBig)
from websockets.frames import Close
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

NAMES, REPLACEMENTS, SERVER_NAMES, READ_ONLY = json.loads(sys.argv[1])

def present(thing, names):
    return {name: hasattr(thing, name) for name in names}

def values(thing, expressions):
    found = {}
    for expression in expressions:
        try:
            eval(expression, {"connection": thing, "server": thing, "State": State, "Side": Side})
            found[expression] = "ok"
        except Exception as error:
            found[expression] = repr(error)
    return found

def settable(thing, names):
    found = {}
    for name in names:
        try:
            setattr(thing, name, getattr(thing, name))
            found[name] = "ok"
        except AttributeError:
            found[name] = "read-only"
    return found

async def pair(serve, connect):
    result = {}
    async def handler(connection, path=None):
        await connection.recv()
        result["server"] = present(connection, NAMES)
        result["server values"] = values(connection, REPLACEMENTS)
        result["Server"] = present(server, SERVER_NAMES)
        result["Server values"] = values(server, ["server.connections"])
        await connection.send("done")
    async with serve(handler, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as connection:
            result["client"] = present(connection, NAMES)
            result["client values"] = values(connection, REPLACEMENTS)
            result["settable"] = settable(connection, READ_ONLY)
            await connection.send("go")
            await connection.recv()
    return result

async def closing(serve, connect, handler):
    async with serve(handler, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as connection:
            try:
                return "message", await connection.recv()
            except ConnectionClosed as error:
                return "closed", error.rcvd.code

async def handshake(serve, connect, subprotocols=None, **hooks):
    async def handler(connection):
        await connection.wait_closed()
    async with serve(handler, "127.0.0.1", 0, subprotocols=subprotocols, **hooks) as server:
        port = server.sockets[0].getsockname()[1]
        try:
            async with connect(f"ws://127.0.0.1:{port}", subprotocols=subprotocols) as connection:
                return "connected", connection.subprotocol
        except InvalidStatus as error:
            return "status", error.response.status_code
        except InvalidStatusCode as error:
            return "status", error.status_code
        except Exception as error:
            return "failed", type(error).__name__

async def with_path(websocket, path):
    await websocket.send(path)
async def with_default(websocket, path="default"):
    await websocket.send(path)
async def with_request(websocket):
    await websocket.send(websocket.request.path)

async def old_request(path, request_headers):
    return 418, [], b"tea"
async def new_request(connection, request):
    return connection.respond(418, "tea")
def old_select(client_subprotocols, server_subprotocols):
    for name in server_subprotocols:
        if name in client_subprotocols:
            return name
def new_select(connection, subprotocols):
    return subprotocols[0]

def attempt(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function()
            str(result)
        except Exception as error:
            return "raises", type(error).__name__
        return ("warns", "") if caught else ("works", "")

def closed():
    return ConnectionClosedOK(Close(1000, "bye"), None)

async def main():
    return {
        "legacy": await pair(old_serve, old_connect),
        "asyncio": await pair(new_serve, new_connect),
        "path": await closing(new_serve, new_connect, with_path),
        "default": await closing(new_serve, new_connect, with_default),
        "request": await closing(new_serve, new_connect, with_request),
        "legacy path": await closing(old_serve, old_connect, with_path),
        "old tuple": await handshake(new_serve, new_connect, process_request=old_request),
        "legacy tuple": await handshake(old_serve, old_connect, process_request=old_request),
        "new response": await handshake(new_serve, new_connect, process_request=new_request),
        "old select": await handshake(
            new_serve, new_connect, ["a"], select_subprotocol=old_select),
        "new select": await handshake(
            new_serve, new_connect, ["a"], select_subprotocol=new_select),
        "code": attempt(lambda: closed().code),
        "reason": attempt(lambda: closed().reason),
        "Request.exception": attempt(lambda: Request("/", Headers()).exception),
        "Response.exception": attempt(lambda: Response(200, "OK", Headers()).exception),
        "rcvd": attempt(lambda: (closed().rcvd.code, closed().rcvd.reason)),
        "ConnectionClosed(code, reason)": attempt(lambda: ConnectionClosed(1000, "bye")),
        "ConnectionClosed(code=)": attempt(lambda: ConnectionClosed(code=1000, reason="bye")),
        "ConnectionClosed(close)": attempt(lambda: ConnectionClosed(Close(1000, "bye"), None)),
        "InvalidStatusCode(status)": attempt(lambda: InvalidStatusCode(403)),
        "InvalidStatus(response)": attempt(
            lambda: InvalidStatus(Response(403, "Forbidden", Headers())).response.status_code),
        "InvalidURI(uri)": attempt(lambda: InvalidURI("x")),
        "InvalidURI(uri, msg)": attempt(lambda: InvalidURI("x", "y")),
        "PayloadTooBig(message)": attempt(lambda: PayloadTooBig("too big")),
        "PayloadTooBig(size)": attempt(lambda: PayloadTooBig(2, 1)),
    }

print(json.dumps(asyncio.run(main())))
"""

_NAMES = sorted({row.name for row in table.CONNECTION} | table.CONNECTION_INTERNALS)
_SERVER_NAMES = sorted({row.name for row in table.SERVER} | table.SERVER_INTERNALS)


def _written(row: Any) -> str:
    return str(row.replacement.format(ws="connection"))


@cache
def shown(version: str) -> dict[str, Any]:
    """What one release does."""
    import json

    replacements = sorted({_written(row) for row in table.CONNECTION if row.replacement} | {
        text.format(ws="connection") for text in table.READ_ONLY.values()})
    arguments = json.dumps([_NAMES, replacements, _SERVER_NAMES, sorted(table.READ_ONLY)])
    code = f"import sys; sys.argv[1:] = [{arguments!r}]\n{_PROBE}"
    result: dict[str, Any] = run_probe(code, install("websockets", version))
    return result


def _at_least(version: str, since: str) -> bool:
    return [int(n) for n in version.split(".")] >= [int(n) for n in since.split(".")]


@pytest.mark.parametrize("version", RELEASES)
def test_new_connections_lack_the_attributes(version: str) -> None:
    result = shown(version)["asyncio"]
    # Release 13.1 of the new implementation still had one internal method.
    spared = {"close_transport"} if version == "13.1" else set()
    for side in ("client", "server"):
        assert {name for name, has in result[side].items() if has} <= spared


@pytest.mark.parametrize("version", RELEASES)
def test_legacy_connections_have_the_attributes(version: str) -> None:
    result = shown(version)["legacy"]
    missing = [n for n in _NAMES if not (result["client"][n] or result["server"][n])]
    assert missing == []


@pytest.mark.parametrize("version", RELEASES)
def test_only_legacy_connections_can_be_set(version: str) -> None:
    result = shown(version)
    assert result["legacy"]["settable"] == dict.fromkeys(table.READ_ONLY, "ok")
    assert result["asyncio"]["settable"] == dict.fromkeys(table.READ_ONLY, "read-only")
    for text in table.READ_ONLY.values():
        assert result["asyncio"]["client values"][text.format(ws="connection")] == "ok"


@pytest.mark.parametrize("version", RELEASES)
def test_only_legacy_servers_have_the_attributes(version: str) -> None:
    result = shown(version)
    assert all(result["legacy"]["Server"].values())
    assert not any(result["asyncio"]["Server"].values())
    assert result["asyncio"]["Server values"] == {"server.connections": "ok"}


@pytest.mark.parametrize("version", RELEASES)
def test_replacements_of_attributes_work(version: str) -> None:
    result = shown(version)["asyncio"]
    for row in table.CONNECTION:
        if row.replacement is None or not _at_least(version, row.since or "0"):
            continue
        for side in ("client", "server"):
            if row.side in ("", side) and not (row.name == "ws_server" and side == "client"):
                assert result[f"{side} values"][_written(row)] == "ok", (row.name, side)


@pytest.mark.parametrize("version", RELEASES)
def test_handlers_and_hooks(version: str) -> None:
    result = shown(version)
    assert result["legacy path"] == ["message", "/"]
    assert result["path"] == ["closed", 1011]
    assert result["default"] == ["message", "default"]
    assert result["request"] == ["message", "/"]
    assert result["legacy tuple"] == ["status", 418]
    assert result["old tuple"][0] in ("failed", "status")
    assert result["old tuple"] != ["status", 418]
    assert result["new response"] == ["status", 418]
    assert result["old select"] == ["status", 500]
    assert result["new select"] == ["connected", "a"]


@pytest.mark.parametrize("version", RELEASES)
def test_exceptions(version: str) -> None:
    result = shown(version)
    for old in ("code", "reason", "Request.exception", "Response.exception"):
        assert result[old][0] == "warns", old
    assert result["ConnectionClosed(code, reason)"][0] == "raises"
    assert result["ConnectionClosed(code=)"] == ["raises", "TypeError"]
    assert result["InvalidStatusCode(status)"] == ["raises", "TypeError"]
    assert result["InvalidURI(uri)"] == ["raises", "TypeError"]
    expected = "warns" if _at_least(version, "14.0") else "works"
    assert result["PayloadTooBig(message)"][0] == expected
    for modern in ("rcvd", "ConnectionClosed(close)", "InvalidStatus(response)",
                   "InvalidURI(uri, msg)"):
        assert result[modern][0] == "works", modern
    if _at_least(version, "14.0"):
        assert result["PayloadTooBig(size)"][0] == "works"

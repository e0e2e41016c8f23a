"""What keeps running with another meaning, shown by real releases on loopback."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import websockets_uses as table
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, run_probe

RELEASES = ("13.1", "14.2", "15.0.1", "17.4")

_PROBE = r"""
import os
for name in ("INITIAL_DELAY", "MIN_DELAY", "MAX_DELAY", "FACTOR"):
    os.environ["WEBSOCKETS_BACKOFF_" + name] = "0.001"
import asyncio, inspect, json, logging, sys, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import websockets
import websockets.asyncio.client, websockets.asyncio.server
import websockets.legacy.client, websockets.legacy.server
legacy = websockets.connect is websockets.legacy.client.connect
if legacy:
    websockets.connect.BACKOFF_INITIAL = websockets.connect.BACKOFF_MIN = 0.001
answers = {}

async def wait(connection, *rest):
    await connection.wait_closed()

def uri(server):
    return "ws://127.0.0.1:%d" % server.sockets[0].getsockname()[1]

async def refused_once(status):
    "What 'async for' does when the first handshake is answered with a status."
    seen = []
    def answer(connection, request):
        seen.append(request)
        if len(seen) == 1:
            return connection.respond(status, "no")
    async with websockets.asyncio.server.serve(
        wait, "127.0.0.1", 0, process_request=answer
    ) as server:
        try:
            async for connection in websockets.connect(uri(server)):
                await connection.close()
                return "connected"
        except Exception as error:
            return type(error).__name__

async def route(**options):
    "Where a connection to the loopback goes when the environment names a proxy."
    asked = asyncio.get_running_loop().create_future()
    async def proxy(reader, writer):
        line = await reader.readline()
        asked.done() or asked.set_result(line.split()[0].decode())
        writer.close()
    async def serve_directly(connection, *rest):
        asked.done() or asked.set_result("direct")
    listener = await asyncio.start_server(proxy, "127.0.0.1", 0)
    address = "http://127.0.0.1:%d" % listener.sockets[0].getsockname()[1]
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            del os.environ[name]
    os.environ["http_proxy"] = os.environ["https_proxy"] = os.environ["all_proxy"] = address
    async with websockets.asyncio.server.serve(serve_directly, "127.0.0.1", 0) as server:
        try:
            async with websockets.connect(uri(server), **options):
                pass
        except Exception:
            pass
        result = await asked
    listener.close()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        del os.environ[name]
    return result

async def chosen(offered):
    "The subprotocol, or the status, that a client gets."
    async with websockets.serve(
        wait, "127.0.0.1", 0, subprotocols=["a", "b", "c"]
    ) as server:
        try:
            async with websockets.asyncio.client.connect(
                uri(server), subprotocols=offered
            ) as connection:
                return connection.subprotocol
        except websockets.exceptions.InvalidStatus as error:
            return error.response.status_code

async def limits():
    "The high-water mark of the transport, and whether three frames fill a queue of one."
    async def fragments(connection):
        await connection.send(["one", "two", "three"])
        await connection.wait_closed()
    async with websockets.asyncio.server.serve(fragments, "127.0.0.1", 0) as server:
        async with websockets.connect(uri(server), max_queue=1) as connection:
            high = connection.transport.get_write_buffer_limits()[1]
            async def paused():
                while connection.transport.is_reading():
                    await asyncio.sleep(0)
                return True
            async def answered():
                await (await connection.ping())
                return not connection.transport.is_reading()
            # The answer to a ping comes behind the message.
            full = await (answered() if legacy else paused())
            message = await connection.recv()
            return high, full, message

async def user_agents(**options):
    def answer(connection, request):
        found.append(len(request.headers.get_all("User-Agent")))
    found = []
    async with websockets.asyncio.server.serve(
        wait, "127.0.0.1", 0, process_request=answer
    ) as server:
        async with websockets.asyncio.client.connect(uri(server), **options):
            return found[0]

async def broadcast(function, serve, connect):
    sent = []
    async def handler(connection, *rest):
        try:
            function([connection], "hello")
            sent.append("works")
        except Exception as error:
            sent.append(type(error).__name__)
    async with serve(handler, "127.0.0.1", 0) as server:
        async with connect(uri(server)) as connection:
            await connection.wait_closed()
    return sent[0]

async def attribute():
    async with websockets.serve(wait, "127.0.0.1", 0) as server:
        async with websockets.connect(uri(server)) as connection:
            return getattr(connection, "open", "default")

async def main():
    answers["404"] = await refused_once(404)
    answers["503"] = await refused_once(503)
    answers["route"] = await route()
    if "proxy" in websockets.asyncio.client.connect.__init__.__code__.co_varnames:
        answers["proxy=None"] = await route(proxy=None)
    answers["none offered"] = await chosen(None)
    answers["other offered"] = await chosen(["x"])
    answers["order"] = await chosen(["b", "c", "a"])
    answers["high"], answers["full"], answers["message"] = await limits()
    answers["user agents"] = await user_agents(additional_headers={"User-Agent": "mine"})
    answers["user_agent_header"] = await user_agents(user_agent_header="mine")
    old = websockets.legacy.server, websockets.legacy.client
    new = websockets.asyncio.server, websockets.asyncio.client
    for name, (by, of) in {"old, new": (old, new), "new, old": (new, old),
                           "new, new": (new, new), "old, old": (old, old)}.items():
        answers[name] = await broadcast(by[0].broadcast, of[0].serve, of[1].connect)
    answers["attribute"] = await attribute()
    answers["default"] = inspect.signature(
        websockets.connect.__init__).parameters["max_queue"].default

asyncio.run(main())
print(json.dumps(answers))
sys.stdout.flush()
os._exit(0)
"""


@cache
def shown(version: str) -> dict[str, Any]:
    found: dict[str, Any] = run_probe(_PROBE, install("websockets", version))
    return found


def holds(row: table.UnsupportedUse, version: str) -> bool:
    return number(version) >= number(row.since)


@pytest.mark.parametrize("version", RELEASES)
def test_only_some_failures_are_retried_since_the_stated_release(version: str) -> None:
    result = shown(version)
    assert result["404"] == ("InvalidStatus" if holds(table.RETRIES, version) else "connected")
    assert result["503"] == "connected"


@pytest.mark.parametrize("version", RELEASES)
def test_the_proxy_of_the_environment_is_used_since_the_stated_release(version: str) -> None:
    result = shown(version)
    assert result["route"] == ("CONNECT" if holds(table.PROXY, version) else "direct")
    assert result.get("proxy=None") == ("direct" if holds(table.PROXY, version) else None)


@pytest.mark.parametrize("version", RELEASES)
def test_subprotocols_are_chosen_otherwise_since_the_stated_release(version: str) -> None:
    result, changed = shown(version), holds(table.SUBPROTOCOLS, version)
    assert result["none offered"] == (400 if changed else None)
    assert result["other offered"] == (400 if changed else None)
    assert result["order"] == ("a" if changed else "b")


@pytest.mark.parametrize("version", RELEASES)
def test_limits_have_another_meaning_since_the_stated_release(version: str) -> None:
    result = shown(version)
    assert result["full"] is holds(table.LIMITS["max_queue"], version)
    assert result["default"] == (16 if holds(table.LIMITS["max_queue"], version) else 32)
    changed = holds(table.LIMITS["write_limit"], version)
    assert result["high"] == (32 * 1024 if changed else 64 * 1024)
    assert result["message"] == "onetwothree"


@pytest.mark.parametrize("version", RELEASES)
def test_a_user_agent_among_the_headers(version: str) -> None:
    result = shown(version)
    assert result["user agents"] == (2 if number(version) < number("15.0") else 1)
    assert result["user_agent_header"] == 1


@pytest.mark.parametrize("version", RELEASES)
def test_broadcast_fails_with_connections_of_the_other_implementation(version: str) -> None:
    result = shown(version)
    assert {result["old, new"], result["new, old"]} == {"AttributeError"}
    assert {result["old, old"], result["new, new"]} == {"works"}


@pytest.mark.parametrize("version", RELEASES)
def test_a_missing_attribute_is_the_default(version: str) -> None:
    lacks = holds(table.MISSING_ATTRIBUTE, version)
    assert shown(version)["attribute"] == ("default" if lacks else True)

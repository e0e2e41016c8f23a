"""The table of uvicorn's options, shown by real releases that serve on loopback."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import uvicorn_options as catalog
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, run_probe

#: uvicorn, with the websockets release of its time.
RELEASES = {
    "0.30.6": "12.0", "0.35.0": "15.0.1", "0.40.0": "15.0.1", "0.45.0": "15.0.1",
    "0.49.0": "15.0.1", "0.54.0": "17.4",
}
OTHERS = {"click": "8.1.8", "h11": "0.16.0", "wsproto": "1.2.0"}
IMPLEMENTATIONS = (catalog.LEGACY, catalog.SANSIO, catalog.WSPROTO)

_PROBE = r"""
import asyncio, base64, json, os, socket, struct, sys, warnings
warnings.simplefilter("ignore")
import logging
logging.disable(logging.CRITICAL)
import uvicorn

async def application(scope, receive, send):
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        await send({"type": "websocket.send", "text": "x" * len(message.get("bytes") or b"")})

def masked(opcode, payload):
    header = bytes([0x80 | opcode])
    if len(payload) < 126:
        header += bytes([0x80 | len(payload)])
    else:
        header += bytes([0x80 | 126]) + struct.pack("!H", len(payload))
    return header + bytes(4) + payload  # a mask of zeros

async def frame(reader):
    first, second = await reader.readexactly(2)
    length = second & 127
    if length == 126:
        length, = struct.unpack("!H", await reader.readexactly(2))
    return first & 15, await reader.readexactly(length)

async def session(options, send=None, answer=False, limit=1.0):
    # Frames until the server closes, or the limit of seconds is over.
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(16)  # connections wait until the server is ready
    port = listening.getsockname()[1]
    config = uvicorn.Config(application, log_config=None, lifespan="off", **options)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    frames = []
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        key = base64.b64encode(bytes(16)).decode()
        extension = "Sec-WebSocket-Extensions: permessage-deflate\r\n"
        writer.write(("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" + extension +
                      "Sec-WebSocket-Key: " + key + "\r\n\r\n").encode())
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)).decode().lower()
        if send is not None:
            writer.write(masked(2, bytes(send)))

        async def read():
            while len(frames) < 400:
                opcode, payload = await frame(reader)
                code = struct.unpack("!H", payload[:2])[0] if opcode == 8 else None
                frames.append(("close", code) if opcode == 8 else
                              ("ping", None) if opcode == 9 else ("data", len(payload)))
                if opcode == 9 and answer:
                    writer.write(masked(10, payload))
                if opcode in (8, 1, 2):
                    return

        try:
            await asyncio.wait_for(read(), limit)
        except asyncio.TimeoutError:
            pass
        except (asyncio.IncompleteReadError, ConnectionError):
            frames.append(("lost", None))
        writer.close()
    finally:
        server.should_exit = server.force_exit = True
        try:
            await asyncio.wait_for(serving, 10)
        except BaseException:
            pass
    return {"deflate": "permessage-deflate" in head, "status": head.split(" ")[1],
            "pings": sum(kind == "ping" for kind, _ in frames),
            "last": frames[-1] if frames else None}

async def main():
    answers = []
    for options, arguments in json.loads(%(jobs)r):
        try:
            answers.append(await session(options, **arguments))
        except Exception as error:
            answers.append({"error": type(error).__name__})
    print(json.dumps(answers))

asyncio.run(main())
os._exit(0) if not sys.stdout.flush() else None
"""

#: What is tried with each implementation: options, and what the client does.
QUICK = {"ws_ping_interval": 0.05, "ws_ping_timeout": 30}
JOBS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "pings": (QUICK, {"answer": True, "limit": 0.6}),
    "off": ({"ws_ping_interval": None}, {"limit": 0.3}),
    "zero": ({"ws_ping_interval": 0}, {"answer": True, "limit": 0.6}),
    "timeout zero": ({"ws_ping_interval": 0.05, "ws_ping_timeout": 0},
                     {"answer": True, "limit": 2.0}),
    "size": ({"ws_max_size": 100}, {"send": 1000, "limit": 5.0}),
    "size zero": ({"ws_max_size": 0}, {"send": 10, "limit": 5.0}),
    "size none": ({"ws_max_size": None}, {"send": 1000, "limit": 5.0}),
    "queue zero": ({"ws_max_queue": 0}, {"send": 10, "limit": 1.0}),
    "interval text": ({"ws_ping_interval": "0.05"}, {"answer": True, "limit": 0.4}),
    "timeout text": ({"ws_ping_interval": 0.05, "ws_ping_timeout": "0.05"},
                     {"answer": True, "limit": 0.4}),
    "size text": ({"ws_max_size": "1000000"}, {"send": 10, "limit": 5.0}),
    "no websockets": ({"interface": "wsgi"}, {"limit": 0.05}),
    "deflate off": ({"ws_per_message_deflate": False}, {"limit": 0.05}),
    "deflate text": ({"ws_per_message_deflate": "false"}, {"limit": 0.05}),
}


@cache
def shown(version: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What one release does, by implementation and job."""
    import json

    known = [name for name in IMPLEMENTATIONS
             if number(version) >= number(catalog.IMPLEMENTATIONS[name])]
    keys = [(name, job) for name in known for job in JOBS]
    jobs = json.dumps([[{"ws": name, **JOBS[job][0]}, JOBS[job][1]] for name, job in keys])
    folders = [install("uvicorn", version), install("websockets", RELEASES[version])]
    folders += [install(package, other) for package, other in OTHERS.items()]
    answers = run_probe(_PROBE % {"jobs": jobs}, *folders)
    return dict(zip(keys, answers))


CASES = [(version, name) for version in RELEASES for name in IMPLEMENTATIONS
         if number(version) >= number(catalog.IMPLEMENTATIONS[name])]


def reads(option: str, version: str, implementation: str) -> bool:
    """What the catalog says."""
    since = catalog.OPTIONS[option].read.get(implementation)
    return since is not None and number(version) >= number(since)


@pytest.mark.parametrize(("version", "name"), CASES)
def test_pings_are_sent_where_the_interval_is_read(version: str, name: str) -> None:
    found = shown(version)[name, "pings"]
    assert bool(found["pings"]) is reads("ws_ping_interval", version, name), found
    assert shown(version)[name, "off"]["pings"] == 0


@pytest.mark.parametrize(("version", "name"), CASES)
def test_zero_seconds_floods_on_the_legacy_implementation_alone(
    version: str, name: str
) -> None:
    found = shown(version)[name, "zero"]
    assert (found["pings"] > 100) is (name == catalog.LEGACY), found
    assert name == catalog.LEGACY or found["pings"] == 0, found


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_deadline_of_zero_closes_at_the_first_ping(version: str, name: str) -> None:
    found = shown(version)[name, "timeout zero"]
    closed = found["last"] in (["close", 1011], ["lost", None])
    assert closed is reads("ws_ping_timeout", version, name), found
    assert found["pings"] <= 1 or not closed, found


@pytest.mark.parametrize(("version", "name"), CASES)
def test_the_size_is_a_limit_where_it_is_read(version: str, name: str) -> None:
    limited = reads("ws_max_size", version, name)
    for job in ("size", "size zero"):
        found = shown(version)[name, job]["last"]
        assert found == ["close", 1009] if limited else found[0] == "data", (job, found)
    unlimited = shown(version)[name, "size none"]["last"]
    if name == catalog.WSPROTO and limited:
        assert unlimited in (["lost", None], ["close", 1011]), unlimited
    else:
        assert unlimited[0] == "data"


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_queue_of_zero_lets_no_message_through_where_it_is_read(
    version: str, name: str
) -> None:
    found = shown(version)[name, "queue zero"]["last"]
    assert (found is None) is reads("ws_max_queue", version, name), found


@pytest.mark.parametrize(("version", "name"), CASES)
def test_text_breaks_keepalive_and_the_size_limit(version: str, name: str) -> None:
    assert shown(version)[name, "interval text"]["pings"] == 0
    if reads("ws_ping_timeout", version, name):
        assert shown(version)[name, "timeout text"]["pings"] <= 1
    found = shown(version)[name, "size text"]
    received = found.get("last") is not None and found["last"][0] == "data"
    assert received is not reads("ws_max_size", version, name), found


@pytest.mark.parametrize(("version", "name"), CASES)
def test_wsgi_applications_serve_no_websockets(version: str, name: str) -> None:
    assert shown(version)[name, "no websockets"].get("status") != "101"


@pytest.mark.parametrize(("version", "name"), CASES)
def test_compression_is_switched_off_by_false_and_on_by_any_text(
    version: str, name: str
) -> None:
    assert reads("ws_per_message_deflate", version, name)
    assert shown(version)[name, "deflate off"]["deflate"] is False
    assert shown(version)[name, "deflate text"]["deflate"] is True


_SELECTION = r"""
import inspect, json, warnings
warnings.simplefilter("ignore")
import uvicorn
from uvicorn.config import WS_PROTOCOLS
config = uvicorn.Config("a:a", log_config=None)
config.load_app = lambda: None
from uvicorn.importer import import_from_string
auto = import_from_string(WS_PROTOCOLS["auto"])
parameters = inspect.signature(uvicorn.Config).parameters
print(json.dumps({
    "auto": f"{auto.__module__}.{auto.__qualname__}", "known": sorted(WS_PROTOCOLS),
    "options": {name: repr(parameter.default) for name, parameter in parameters.items()
                if name.startswith("ws")},
}))
"""


@pytest.mark.parametrize("version", RELEASES)
def test_names_defaults_and_what_auto_selects(version: str) -> None:
    folders = [install("uvicorn", version), install("websockets", RELEASES[version])]
    folders += [install(package, other) for package, other in OTHERS.items()]
    found = run_probe(_SELECTION, *folders)
    selected = [name for since, name in catalog.AUTO if number(version) >= number(since)][-1]
    assert catalog.CLASSES[found["auto"]] == selected
    assert set(found["known"]) == {
        name for name, since in catalog.IMPLEMENTATIONS.items()
        if number(version) >= number(since)}
    assert set(found["options"]) == {"ws", *catalog.OPTIONS}
    for name, option in catalog.OPTIONS.items():
        assert float(eval(found["options"][name])) == float(eval(option.default)), name


#: Command lines that uvicorn refuses, and one that it takes.
_REFUSED = (["--ws-ping-interval", "none"], ["--ws-ping-timeout", ""],
            ["--ws-max-size", "16MB"], ["--ws-per-message-deflate", "maybe"])

_COMMAND = r"""
import json, sys
from click.testing import CliRunner
import uvicorn
module = sys.modules["uvicorn.main"]  # the package has a command of the same name
module.run = lambda *arguments, **options: None
runner = CliRunner()
print(json.dumps([runner.invoke(module.main, ["a:a", *arguments]).exit_code
                  for arguments in json.loads(%(lines)r)]))
"""


@pytest.mark.parametrize("version", RELEASES)
def test_the_command_line_refuses_what_is_no_number(version: str) -> None:
    import json

    folders = [install("uvicorn", version), install("websockets", RELEASES[version])]
    folders += [install(package, other) for package, other in OTHERS.items()]
    lines = [*_REFUSED, ["--ws-ping-interval", "0", "--ws-max-size=-1"]]
    codes = run_probe(_COMMAND % {"lines": json.dumps(lines)}, *folders)
    assert codes == [2, 2, 2, 2, 0]

"""Programs that start uvicorn, fixed: they serve WebSockets, with the options that were written.

Each program is fixed by ``modern-ws fix --unsafe --select WS5`` for a release of uvicorn and
started on that release, as it is, by its own ``uvicorn.run`` or by gunicorn. A client sends a
message on loopback and gets it back; the server's configuration says which options arrived.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import combine

from .conftest import install

pytest.importorskip("ast_grep_py")

#: uvicorn, with the websockets release of its time and what ``auto`` selects.
RELEASES = {"0.30.6": "12.0", "0.54.0": "17.4"}
AUTO = {"0.30.6": "websockets_impl", "0.54.0": "websockets_sansio_impl"}
OTHERS = {"click": "8.1.8", "h11": "0.16.0", "wsproto": "1.2.0", "gunicorn": "23.0.0",
          "packaging": "24.2", "typing_extensions": "4.12.2"}

_APPLICATION = '''
async def application(scope, receive, send):
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


'''

#: Runs a program; as soon as its server is up, talks to it, prints what it found, and ends.
_DRIVER = r'''
import asyncio, base64, json, os, runpy, signal, struct, sys, warnings
warnings.simplefilter("ignore")
import uvicorn

startup = uvicorn.Server.startup
OPTIONS = ("ws_ping_interval", "ws_ping_timeout", "ws_max_size", "ws_max_queue",
           "ws_per_message_deflate")

async def talk(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(bytes(16)).decode()
    writer.write(("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key +
                  "\r\n\r\n").encode())
    head = await reader.readuntil(b"\r\n\r\n")
    writer.write(bytes([0x81, 0x80 | 5]) + bytes(4) + b"hello")
    first, length = await reader.readexactly(2)
    text = await reader.readexactly(length)
    writer.close()
    return head.split()[1].decode(), text.decode()

async def check(server, port):
    config = server.config
    found = {name: getattr(config, name) for name in OPTIONS}
    found["class"] = config.ws_protocol_class.__module__.rpartition(".")[2]
    try:
        found["answer"] = await asyncio.wait_for(talk(port), 20)
    except Exception as error:
        found["answer"] = repr(error)
    os.write(1, (json.dumps(found) + "\n").encode())
    os.kill(os.getppid() if GUNICORN else os.getpid(), signal.SIGTERM)
    server.should_exit = True
    if not GUNICORN:
        os._exit(0)

async def started(server, sockets=None):
    await startup(server, sockets=sockets)
    port = (sockets or server.servers[0].sockets)[0].getsockname()[1]
    server.checking = asyncio.ensure_future(check(server, port))

uvicorn.Server.startup = started
program = sys.argv[1]
GUNICORN = len(sys.argv) > 2
if GUNICORN:
    # Workers are forked from here, and so have the same Server.
    sys.path.insert(0, os.path.dirname(program))
    sys.argv = ["gunicorn", "--bind", "127.0.0.1:0", "--worker-class", "program.Worker",
                "--log-level", "critical", "program:application"]
    from gunicorn.app.wsgiapp import run
    run()
else:
    sys.argv = [program]
    runpy.run_path(program, run_name="__main__")
'''


class Program(NamedTuple):
    """How uvicorn is started, and the options of which that says something when it is fixed."""

    text: str
    arrived: dict[str, Any]
    #: The implementation that serves, by the releases where it is not that of ``auto``.
    served_by: dict[str, str] = {}
    gunicorn: bool = False


SIZE = 16 * 1024 * 1024
ALL = {"ws_ping_interval": 20.0, "ws_ping_timeout": 20.0, "ws_max_size": SIZE}
PROGRAMS = {
    "missing": Program(
        'import uvicorn\n\nuvicorn.run(application, host="127.0.0.1", port=0)\n', ALL),
    "some missing": Program(
        "import uvicorn\n\nuvicorn.run(\n    application,\n    port=0,\n"
        "    ws_ping_interval=10,  # often\n)\n", {**ALL, "ws_ping_interval": 10}),
    "switched off": Program(
        "import uvicorn\n\nuvicorn.run(application, port=0, ws_ping_interval=None, "
        "ws_ping_timeout=0, ws_max_size=None)\n", ALL),
    "legacy": Program(
        'import uvicorn\n\nuvicorn.run(application, port=0, ws="websockets", '
        "ws_ping_interval=0, ws_ping_timeout=None, ws_max_size=2**40)\n", ALL),
    "queue": Program(
        'import uvicorn\n\nuvicorn.run(application, port=0, ws="websockets", ws_max_queue=0, '
        "ws_ping_interval=20, ws_ping_timeout=20, ws_max_size=2**20)\n",
        {"ws_max_queue": 32, "ws_max_size": 2**20}, dict.fromkeys(RELEASES, "websockets_impl")),
    "wsproto": Program(
        'import uvicorn\n\nuvicorn.run(application, port=0, ws="wsproto", ws_max_size=None)\n',
        {"ws_max_size": SIZE}, dict.fromkeys(RELEASES, "wsproto_impl")),
    "config": Program(
        "import uvicorn\n\nconfig = uvicorn.Config(application, port=0, ws_max_size=1 << 40)\n"
        "server = uvicorn.Server(config)\nserver.run()\n", ALL),
    "mapping": Program(
        'import uvicorn\n\noptions = {"port": 0, "ws_ping_interval": 0, "ws_ping_timeout": -1}\n'
        'options["ws_max_size"] = None\nuvicorn.run(application, **options)\n', ALL),
    "partial": Program(
        "import functools\nimport uvicorn\n\n"
        "run = functools.partial(uvicorn.run, port=0, ws_ping_interval=None)\n"
        "run(application)\n", ALL),
    "thread": Program(
        "import threading\nimport uvicorn\n\nthread = threading.Thread(target=uvicorn.run, "
        'args=(application,), kwargs={"port": 0, "ws_max_size": None})\n'
        "thread.start()\nthread.join()\n", ALL),
    "gunicorn": Program(
        "from uvicorn.workers import UvicornWorker\n\n\nclass Worker(UvicornWorker):\n"
        '    CONFIG_KWARGS = {"loop": "asyncio", "ws_ping_interval": None, "ws_max_size": 0}\n',
        ALL, gunicorn=True),
    "gunicorn, by name": Program(
        "from uvicorn.workers import UvicornWorker\n\n\nclass Worker(UvicornWorker):\n"
        '    CONFIG_KWARGS = dict(loop="asyncio")\n', ALL, gunicorn=True),
}


def fixed(text: str, version: str, filename: str) -> str:
    settings = combine({"uvicorn": version, "websockets": RELEASES[version]}, {}, None)
    result = Fixer(Engine(settings), unsafe=True).fix(
        text, filename, lambda finding, _: finding.code.startswith("WS5"))
    left = {item.finding.code for item in result.left if item.finding.code.startswith("WS5")}
    # Left: what the implementation does not read; the legacy implementation where there is no
    # other, or where another would not read an option.
    assert left <= {"WS515", "WS521"}, [item.finding.text for item in result.left]
    return result.text


def serve(program: Program, text: str, version: str, folder: Path) -> dict[str, Any]:
    folders = [install("uvicorn", version), install("websockets", RELEASES[version])]
    folders += [install(package, other) for package, other in OTHERS.items()]
    (folder / "program.py").write_text(text, encoding="utf-8")
    (folder / "driver.py").write_text(_DRIVER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(folder / "driver.py"), str(folder / "program.py"),
         *(["gunicorn"] if program.gunicorn else [])],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders)),
             "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False, timeout=60, cwd=folder)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    return found


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_fixed_program_serves_with_the_options_it_was_given(
    name: str, version: str, tmp_path: Path
) -> None:
    program = PROGRAMS[name]
    if program.gunicorn and sys.platform == "win32":
        pytest.skip("gunicorn needs fork")
    before = _APPLICATION + program.text
    text = fixed(before, version, str(tmp_path / "program.py"))
    if text == before:  # wsproto reads no option on the old release
        assert (name, version) == ("wsproto", "0.30.6")
        return
    found = serve(program, text, version, tmp_path)
    assert found["answer"] == ["101", "hello"]
    assert {key: found[key] for key in program.arrived} == program.arrived
    assert found["class"] == program.served_by.get(version, AUTO[version])

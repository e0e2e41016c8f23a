"""``modern-ws fix`` on files: what it writes, what it leaves, what it tells."""

from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flake8_modern_ws.command import rewriting
from flake8_modern_ws.command.main import main

pytest.importorskip("ast_grep_py")

LEGACY = ("from websockets.legacy.client import connect\n\n\n"
          "async def main(uri):\n    async with connect(uri, extra_headers={}) as ws:\n"
          "        return ws.open\n")
MODERN = ("from websockets.asyncio.client import connect\nfrom websockets.protocol import State\n"
          "\n\nasync def main(uri):\n"
          "    async with connect(uri, additional_headers={}) as ws:\n"
          "        return ws.state is State.OPEN\n")
SAFE = "import websockets\nwebsockets.connect('x', extra_headers={})\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["fix", "--isolated", *arguments])


def test_fixes_together_with_unsafe_and_not_at_all_without(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY)
    assert run(".") == 1
    assert file.read_text() == LEGACY
    assert "left 3 (unsafe: 3)" in capsys.readouterr().out
    assert run("--unsafe", ".") == 0
    assert file.read_text() == MODERN
    assert capsys.readouterr().out == "Fixed 3 findings in 1 file; left 0.\n"
    assert run("--unsafe", ".") == 0
    assert capsys.readouterr().out == "Fixed 0 findings in 0 files; left 0.\n"


@pytest.mark.parametrize("option", ["--diff", "--check"])
def test_dry_runs_write_nothing_and_tell_by_the_exit_code(
    folder: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY)
    assert run("--unsafe", option, ".") == 1
    assert file.read_text() == LEGACY
    shown = capsys.readouterr().out
    if option == "--diff":
        assert "-from websockets.legacy.client import connect\n" in shown
        assert "+from websockets.asyncio.client import connect\n" in shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbf", b"\xef\xbb\xbf"),
        (b"# -*- coding: latin-1 -*-\n# caf\xe9\n", b"# -*- coding: latin-1 -*-\n# caf\xe9\n"),
        (b"\x0c\n", b"\x0c\n"),
    ],
    ids=["byte order mark", "encoding cookie", "form feed"],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_bytes_outside_the_edits_stay(
    folder: Path, before: bytes, after: bytes, end: bytes
) -> None:
    file = folder / "old.py"
    file.write_bytes((before + LEGACY.encode()).replace(b"\n", end))
    assert run("--unsafe", ".") == 0
    assert file.read_bytes() == (after + MODERN.encode()).replace(b"\n", end)


def test_a_missing_last_line_end_stays_missing(folder: Path) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY.rstrip("\n"))
    assert run("--unsafe", ".") == 0
    assert file.read_text() == MODERN.rstrip("\n")


def test_tabs_stay(folder: Path) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY.replace("    ", "\t"))
    assert run("--unsafe", ".") == 0
    assert file.read_text() == MODERN.replace("    ", "\t")


def test_lone_carriage_returns_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "old.py"
    data = LEGACY.encode() + b"x = 1\ry = 2\n"
    file.write_bytes(data)
    assert run("--unsafe", ".") == 1
    assert file.read_bytes() == data
    assert "(lone-carriage-return)" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_modes_and_links_stay(folder: Path) -> None:
    target = folder / "real.txt"
    target.write_text(LEGACY)
    target.chmod(0o754)
    link = folder / "old.py"
    link.symlink_to(target)
    assert run("--unsafe", "old.py") == 0
    assert link.is_symlink()
    assert target.read_text() == MODERN
    assert target.stat().st_mode & 0o777 == 0o754
    assert sorted(os.listdir(folder)) == ["old.py", "real.txt"]


def test_a_broken_file_is_left_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.py").write_text("import websockets (\n")
    (folder / "old.py").write_text(LEGACY)
    assert run("--unsafe", ".") == 3
    assert (folder / "broken.py").read_text() == "import websockets (\n"
    assert (folder / "old.py").read_text() == MODERN
    assert "modern-ws: ./broken.py: cannot be parsed: " in capsys.readouterr().err


def test_a_file_that_changes_meanwhile_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY)
    write = rewriting.write

    def edited_before(item: Any) -> Any:
        file.write_text("# edited\n" + LEGACY)
        return write(item)

    monkeypatch.setattr(rewriting, "write", edited_before)
    assert run("--unsafe", ".") == 3
    assert file.read_text() == "# edited\n" + LEGACY
    assert "has changed while it was being fixed" in capsys.readouterr().err


def test_a_failed_write_leaves_the_file_and_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "old.py"
    file.write_text(LEGACY)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert run("--unsafe", ".") == 3
    assert file.read_text() == LEGACY
    assert os.listdir(folder) == ["old.py"]
    assert "cannot be written: No space left on device" in capsys.readouterr().err


def test_honours_comments_and_selection(folder: Path) -> None:
    silenced = SAFE.replace("{})\n", "{})  # noqa: WS301\n")
    (folder / "noqa.py").write_text(silenced)
    (folder / "old.py").write_text(SAFE)
    assert run("--ignore", "WS301", ".") == 0
    assert (folder / "old.py").read_text() == SAFE
    assert run(".") == 0
    assert (folder / "noqa.py").read_text() == silenced
    assert (folder / "old.py").read_text() == SAFE.replace("extra", "additional")


def test_nothing_below_the_supported_range(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "old.py").write_text(SAFE)
    assert run("--ws-websockets", ">=12", "--select", "WS301", ".") == 1
    assert (folder / "old.py").read_text() == SAFE
    assert "(below-minimum)" in capsys.readouterr().out


def test_standard_input_goes_to_standard_output(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flake8_modern_ws", "fix", "--isolated", "--unsafe", "-"],
        input=LEGACY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, MODERN)
    assert done.stderr == "Fixed 3 findings in 1 file; left 0.\n"


def test_tells_machines_the_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.py").write_text(LEGACY + "\n\nasync def more(uri):\n"
                                   "    async with connect(uri) as ws:\n"
                                   "        return ws.ensure_open\n")
    assert run("--unsafe", "--format", "json", ".") == 1
    left = json.loads(capsys.readouterr().out)["files"][0]["left"]
    assert [(item["code"], item["reason"]) for item in left] == [
        ("WS101", "partial-file"), ("WS301", "partial-file"), ("WS304", "partial-file"),
        ("WS304", "manual")]
    assert left[0]["detail"] == "belongs together with what cannot be fixed: WS304 in line 11"


def test_many_files_are_spread_over_processes(folder: Path) -> None:
    for number in range(40):
        (folder / f"old{number}.py").write_text(LEGACY)
    assert run("--unsafe", "-j", "2", ".") == 0
    assert {path.read_text() for path in folder.glob("*.py")} == {MODERN}


def test_says_which_package_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "ast_grep_py":
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(".") == 2
    assert capsys.readouterr().err == (
        "modern-ws: 'fix' needs ast-grep-py: pip install 'flake8-modern-ws[fix]'\n")


def test_a_panic_of_ast_grep_is_a_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class PanicException(BaseException):
        """As pyo3's: no ``Exception``."""

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    program = "import websockets\nwebsockets.connect('x', extra_headers={}, loop=None)\n"
    (folder / "old.py").write_text(program)
    monkeypatch.setattr("ast_grep_py.SgRoot", panic)
    assert run("--unsafe", ".") == 1
    assert (folder / "old.py").read_text() == program.replace("extra_", "additional_")
    assert "Left (ast-grep-failed): ast-grep failed: index out of bounds" in (
        capsys.readouterr().out)


def test_files_that_depend_on_one_another_change_together(folder: Path) -> None:
    compat = "from websockets.legacy.client import connect\n"
    user = "from compat import connect\n\n\nasync def main():\n    ws = await connect('x')\n"
    (folder / "compat.py").write_text(compat)
    (folder / "user.py").write_text(user + "    return ws.ensure_open\n")
    assert run("--unsafe", ".") == 1
    assert (folder / "compat.py").read_text() == compat
    (folder / "user.py").write_text(user + "    return ws.request_headers\n")
    assert run("--unsafe", ".") == 0
    assert (folder / "compat.py").read_text() == compat.replace("legacy", "asyncio")
    assert (folder / "user.py").read_text() == user + "    return ws.request.headers\n"


def test_a_name_that_tests_patch_keeps_its_name_and_moves(folder: Path) -> None:
    (folder / "app").mkdir()
    client = (
        "from websockets.client import WebSocketClientProtocol, connect\n\n\n"
        "class Remote:\n    connection: WebSocketClientProtocol\n\n"
        "    async def open(self):\n        self.connection = await connect('ws://x')\n"
        "        return self.connection.open\n")
    (folder / "app" / "client.py").write_text(client)
    (folder / "test_client.py").write_text(
        "from unittest.mock import patch\n\nfrom app.client import Remote\n\n\n"
        "def test():\n    with patch('app.client.connect'), patch("
        "'app.client.WebSocketClientProtocol'):\n        Remote()\n")
    assert run("--unsafe", ".") == 0
    fixed = (folder / "app" / "client.py").read_text()
    assert ("from websockets.asyncio.client import "
            "ClientConnection as WebSocketClientProtocol, connect\n") in fixed
    assert "self.connection.state is State.OPEN" in fixed


def test_what_a_file_takes_in_a_way_that_is_not_followed_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "app").mkdir()
    compat = "from websockets.legacy.client import connect\n"
    (folder / "app" / "__init__.py").write_text("")
    (folder / "app" / "compat.py").write_text(compat)
    (folder / "known.py").write_text("from app.compat import connect\n")
    (folder / "user.py").write_text(
        "try:\n    from app import compat\nexcept ImportError:\n    compat = object()\n\n\n"
        "async def main():\n    return (await compat.connect('x')).request_headers\n")
    assert run("--unsafe", ".") == 1
    assert (folder / "app" / "compat.py").read_text() == compat
    assert "Left (other-uses): other files import it from this one" in capsys.readouterr().out


SERVED = """class ChatServer:
    async def handle(self, ws, path):
        await ws.send(path)


async def chat(state, ws, path):
    await ws.send(path)
"""
SERVING = """from functools import partial

from handlers import ChatServer, chat
from websockets.legacy.server import serve

server = ChatServer()


async def main():
    await serve(server.handle, "", 1)
    await serve(partial(chat, {}), "", 1)
"""


def test_handlers_of_other_files_change_with_those_that_serve_them(folder: Path) -> None:
    (folder / "handlers.py").write_text(SERVED)
    (folder / "main.py").write_text(SERVING)
    assert run("--unsafe", ".") == 0
    assert (folder / "main.py").read_text() == SERVING.replace("legacy", "asyncio")
    assert (folder / "handlers.py").read_text() == """class ChatServer:
    async def handle(self, ws):
        path = ws.request.path
        await ws.send(path)


async def chat(state, ws):
    path = ws.request.path
    await ws.send(path)
"""


@pytest.mark.parametrize("use", [
    "    await chat({}, None, '/')\n",
    "    await server.handle(None, '/')\n",
])
@pytest.mark.parametrize("apart", [False, True])
def test_handlers_that_others_call_too_stay(folder: Path, use: str, apart: bool) -> None:
    other = "import main\nfrom handlers import chat\n\nserver = main.server\n\n\n" + (
        "async def more():\n" + use)
    (folder / "handlers.py").write_text(SERVED)
    (folder / "main.py").write_text(SERVING if apart else SERVING + use)
    if apart:
        (folder / "other.py").write_text(other)
    assert run("--unsafe", ".") == 1
    assert (folder / "handlers.py").read_text() == SERVED
    assert (folder / "main.py").read_text() == (SERVING if apart else SERVING + use)


def test_what_functions_of_other_files_return_changes_with_them(folder: Path) -> None:
    (folder / "app").mkdir()
    (folder / "app" / "__init__.py").write_text("from .net import *\n")
    net = ("from websockets.legacy.client import connect\n\n\n"
           "async def open_socket():\n    return await connect('x')\n")
    use = ("from app import open_socket\n\n\nasync def main():\n"
           "    ws = await open_socket()\n    return ")
    (folder / "app" / "net.py").write_text(net)
    (folder / "use.py").write_text(use + "ws.transfer_data_task, ws.request_headers\n")
    assert run("--unsafe", ".") == 1
    assert (folder / "app" / "net.py").read_text() == net
    (folder / "use.py").write_text(use + "ws.request_headers\n")
    assert run("--unsafe", ".") == 0
    assert (folder / "app" / "net.py").read_text() == net.replace("legacy", "asyncio")
    assert (folder / "use.py").read_text() == use + "ws.request.headers\n"


def test_what_other_files_serve_gets_no_options_that_nobody_reads(folder: Path) -> None:
    (folder / "app.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    text = "import uvicorn\n\nuvicorn.run('app:app')\n"
    (folder / "main.py").write_text(text)
    assert run("--unsafe", ".") == 0
    assert (folder / "main.py").read_text() == text
    assert run("--unsafe", "--no-project", ".") == 0
    assert "ws_max_size=" in (folder / "main.py").read_text()


def test_facts_hold_after_lines_have_moved(folder: Path) -> None:
    (folder / "app.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    (folder / "compat.py").write_text("from websockets.legacy.client import connect\n")
    (folder / "main.py").write_text(
        "import uvicorn\nfrom compat import connect\n\nuvicorn.run('app:app')\n\n\n"
        "async def main():\n    async with connect('x') as ws:\n"
        "        print(ws.closed)\n        print(ws.request_headers)\n")
    assert run("--unsafe", ".") == 0
    text = (folder / "main.py").read_text()
    assert "State" in text
    assert "ws.request.headers" in text
    assert "uvicorn.run('app:app')" in text


HALF = ("import websockets\nfrom websockets.legacy.server import WebSocketServer, serve\n\n\n"
        "async def main(uri, handler, make):\n"
        "    async with websockets.connect(uri, extra_headers={}) as ws:\n"
        "        print(ws.open)\n"
        "    async with serve(handler, create_protocol=make):\n"
        "        pass\n")


@pytest.mark.parametrize("option", ["--diff", "--check"])
def test_what_a_dry_run_leaves_is_told_at_the_lines_of_the_file_as_it_is(
    folder: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "half.py").write_text(HALF)
    assert run("--unsafe", option, ".") == 1
    output = capsys.readouterr()
    told = [line for line in (output.err if option == "--diff" else output.out).splitlines()
            if "Left (" in line]
    lines = HALF.splitlines()
    shown = {int(line.split(":")[1]): line.split()[1] for line in told}
    assert {number: code for number, code in shown.items() if code == "WS308"} == {8: "WS308"}
    assert "create_protocol" in lines[7]
    assert all("WS308 in line 8" in line for line in told if "partial-file" in line)
    assert run("--unsafe", ".") == 1
    written = (folder / "half.py").read_text().splitlines()
    place = next(line for line in capsys.readouterr().out.splitlines() if ": WS308 '" in line)
    assert "create_protocol" in written[int(place.split(":")[1]) - 1]
    assert written.index("from websockets.protocol import State") < 4


def test_names_of_the_package_move_in_all_files_or_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = "from chat import handler\nfrom websockets import serve\n\n\nasync def main():\n"
    (folder / "chat.py").write_text(
        "async def handler(websocket, path):\n    await websocket.send(path)\n")
    (folder / "main.py").write_text(server + "    await serve(handler, '', 1)\n")
    assert run("--unsafe", "--ws-websockets", ">=13", ".") == 0
    assert "websockets.asyncio.server" in (folder / "main.py").read_text()
    assert "websocket.request.path" in (folder / "chat.py").read_text()
    (folder / "chat.py").write_text(
        "async def handler(websocket, path):\n    await websocket.send(path)\n")
    refused = server + "    await serve(handler, '', 1, create_protocol=print)\n"
    (folder / "main.py").write_text(refused)
    assert run("--unsafe", "--ws-websockets", ">=13", ".") == 1
    assert (folder / "main.py").read_text() == refused
    assert "path" in (folder / "chat.py").read_text().splitlines()[0]

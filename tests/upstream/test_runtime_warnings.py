"""The plugin for pytest with real releases: who caused a warning, and which rule reports it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import install

PROGRAM = """\
from websockets.legacy.client import connect
from websockets.client import ClientConnection
from websockets.exceptions import ConnectionClosed
import websockets


def by_name(name):
    return getattr(websockets, name)


def code(error):
    return error.code


async def opened():
    return connect(
        "ws://localhost",
        timeout=5,
    )


async def serve():
    from websockets.legacy.server import serve

    async def handler(websocket, path):
        await websocket.close()

    async with serve(handler, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as websocket:
            await websocket.wait_closed()
"""
TESTS = """\
import asyncio

import program
from websockets.uri import parse_uri


def test_everything():
    program.by_name("WebSocketClientProtocol")
    assert program.code(program.ConnectionClosed(None, None)) == 1006
    asyncio.run(program.opened())
    program.ClientConnection(parse_uri("ws://localhost"))
    asyncio.run(program.serve())
"""


@pytest.mark.parametrize("version", ["14.2", "17.4"])
def test_warnings_of_a_release_are_attributed(version: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "test_program.py").write_text(TESTS)
    environment = {**os.environ, "PYTHONPATH": str(install("websockets", version))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p",
         "flake8_modern_ws.pytest", "-W", "ignore"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.partition("deprecations of websockets")[2].splitlines()
    missed = lines[lines.index("not reported by modern-ws:") + 1:
                   lines.index("reported by modern-ws:")]
    others = lines[lines.index("reported by modern-ws:") + 1:]
    assert [line.partition(": ")[0].strip() for line in missed] == [
        "program.py:12", "program.py:8"]
    told = {line.strip().partition(": ")[0]: line.rpartition(" [")[2].rstrip("]")
            for line in others if " [" in line}
    assert told["program.py:1"] == "WS101"
    assert told["program.py:16"] == "WS301"
    assert told["test_program.py:11"] == "WS205"
    assert told["program.py:28"] == "WS302"

"""Input that nobody writes: the linter answers, and runs nothing of what it reads."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_modern_ws.settings.errors import SettingsError
from flake8_modern_ws.settings.settings import combine

from ..expectations import check

HEAD = "import websockets\n"


@pytest.mark.parametrize("text", [
    HEAD + "x = " + "(" * 80 + "websockets.connect" + ")" * 80,
    HEAD + "x = " + "-" * 500 + "1",
    HEAD + "x = websockets" + ".a" * 900,
    HEAD + "x = websockets" + "()" * 900,
    HEAD + "x = " + " + ".join(["websockets"] * 900),
    HEAD + "".join(f"{' ' * i}if websockets:\n" for i in range(90)) + " " * 90 + "pass\n",
    HEAD + "if a:\n    pass\n" + "elif websockets:\n    pass\n" * 400,
], ids=["parentheses", "signs", "attributes", "calls", "sum", "blocks", "branches"])
def test_deep_nesting(text: str) -> None:
    try:
        ast.parse(text)
    except (RecursionError, MemoryError):
        pytest.skip("more than this parser takes")
    assert "WS000" not in {finding.code for finding in check(text)}


def test_many_lines() -> None:
    text = HEAD + "x = 1\n" * 100_000 + "websockets.legacy\n"
    assert [(f.code, f.span.line) for f in check(text) if f.code == "WS101"] == [
        ("WS101", 100_002)]


def test_one_long_line() -> None:
    text = HEAD + "x = 'é" + "y" * 10_000_000 + "'; websockets.legacy.client\n"
    found = [f for f in check(text) if f.code == "WS101"]
    assert found
    assert found[0].span.column == text.index("websockets.legacy") - len(HEAD)


@pytest.mark.parametrize("character", ["\\ud800", "\\0", "\\x85", "\\u2028", "\\ufeff"])
def test_odd_characters_in_strings(character: str) -> None:
    text = HEAD + f"websockets.connect('ws://x', extra_headers='{character}')\n"
    assert "WS000" not in {finding.code for finding in check(text)}


def test_a_lone_surrogate_in_the_name_of_a_file() -> None:
    assert check(HEAD + "websockets.legacy\n", "\udcff.py")


def test_nothing_of_the_project_is_imported(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for name in ("app", "conftest", "setup"):
        (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    (tmp_path / "chat.py").write_text(
        f"open({str(mark)!r}, 'w')\nimport app, uvicorn, websockets.legacy\n"
        "from app import *\nfrom websockets import *\nuvicorn.run('app:app')\n")
    done = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select=WS", "chat.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "WS" in done.stdout, done.stderr
    assert not mark.exists()


@pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and sh")
def test_nothing_that_a_repository_names_is_executed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    folder = tmp_path / "cloned"
    folder.mkdir()
    program = folder / "monitor"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    (folder / "post-index-change").symlink_to(program)
    (folder / ".gitignore").write_text("ignored.py\n")
    for name in ("program.py", "ignored.py"):
        (folder / name).write_text("import websockets.legacy\n")
    for command in (["init", "-q"], ["add", "program.py"], ["config", "core.fsmonitor", program],
                    ["config", "core.hooksPath", folder]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    mark.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "flake8_modern_ws", "check", "--isolated", "--respect-gitignore"],
        cwd=folder, capture_output=True, text=True, check=False)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["./program.py"]
    assert not mark.exists()


@pytest.mark.parametrize("value", ["\0", "\ud800", "a" * 100_000, "(?P<a>"])
def test_odd_patterns_are_one_clear_line(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        combine({"manager_exclude": value + "("}, {}, None)
    assert "--ws-manager-exclude" in str(caught.value)

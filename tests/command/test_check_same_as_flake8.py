"""``modern-ws check`` and flake8 beside each other: the same bytes, the same exit code."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from flake8.main.cli import main as flake8_main
from flake8.utils import stdin_get_value

from flake8_modern_ws.command.main import main

from ..expectations import Fixture, all_fixtures
from ..running import flake8, modern_ws

LEGACY = "from websockets.legacy.client import connect\n"


class Both:
    """Runs both in this process and compares what they say of our codes."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        self._monkeypatch = monkeypatch
        self._captured = capsysbinary

    def __call__(self, *arguments: str, cwd: Path, text: str | None = None) -> str:
        """What both print."""
        self._monkeypatch.chdir(cwd)
        theirs = self._run(lambda: flake8_main(["--jobs=1", *arguments]), text)
        ours = self._run(lambda: main(["check", "--no-project", *arguments]), text)
        lines = [line for line in theirs[1].splitlines(keepends=True)
                 if re.search(rb"^\d+ +WS|: WS\d{3} ", line)]
        assert ours[1] == b"".join(lines)
        assert ours[0] == (1 if lines and "--exit-zero" not in arguments else 0), ours[2]
        return ours[1].decode()

    def _run(self, run: Callable[[], int], text: str | None) -> tuple[int, bytes, bytes]:
        stdin_get_value.cache_clear()
        stdin = io.TextIOWrapper(io.BytesIO((text or "").encode()))
        self._monkeypatch.setattr(sys, "stdin", stdin)
        code = run()
        captured = self._captured.readouterr()
        return code, captured.out, captured.err


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Both:
    return Both(monkeypatch, capsysbinary)


def by_settings() -> list[tuple[tuple[tuple[str, str], ...], list[Fixture]]]:
    """The fixtures that can be checked in one run."""
    groups: dict[tuple[tuple[str, str], ...], list[Fixture]] = defaultdict(list)
    for fixture in all_fixtures():
        groups[tuple(sorted(fixture.settings.items()))].append(fixture)
    return sorted(groups.items())


@pytest.mark.parametrize(
    ("settings", "fixtures"), by_settings(),
    ids=lambda value: ",".join(" ".join(pair) for pair in value)
    if isinstance(value, tuple) else f"{len(value)}")
def test_every_fixture_shows_the_same(
    settings: tuple[tuple[str, str], ...], fixtures: list[Fixture], tmp_path: Path, both: Both
) -> None:
    stated = "".join(f"ws-{name} = {value}\n" for name, value in settings)
    (tmp_path / ".flake8").write_text(f"[flake8]\nselect = WS\n{stated}")
    for number, fixture in enumerate(fixtures):
        name = fixture.filename or fixture.path.name
        target = tmp_path / f"{number}-{fixture.path.parent.name}" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fixture.path, target)
    expected = sum(len(fixture.expected) for fixture in fixtures)
    assert both(cwd=tmp_path).count("\n") == expected


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_any_number_of_processes_shows_the_same(tmp_path: Path, jobs: str) -> None:
    for number in range(40):
        (tmp_path / f"p{number}.py").write_text(LEGACY * (number % 3) + "x = 1\n" * number)
    arguments = ["--select=WS", "--jobs", jobs]
    theirs = flake8(*arguments, cwd=tmp_path)
    ours = modern_ws("check", "--no-project", *arguments, cwd=tmp_path)
    assert ours == theirs
    assert ours.output.count("\n") == 39


#: name: files, arguments, how many findings
TREES: dict[str, tuple[dict[str, str | bytes], list[str], int]] = {
    "several paths": (
        {"a.py": LEGACY, "src/b.py": LEGACY, "script": LEGACY, "c.txt": LEGACY},
        ["src", "script", "a.py", "src/b.py", "./src"], 5),
    "default excludes": (
        {".git/a.py": LEGACY, ".tox/a.py": LEGACY, "x.egg/a.py": LEGACY, "CVS/a.py": LEGACY,
         "__pycache__/a.py": LEGACY, ".venv/a.py": LEGACY}, [], 1),
    "excluded though named": (
        {"a.py": LEGACY, "b.py": LEGACY}, ["--exclude=a.py", "a.py", "b.py"], 1),
    "exclude in a configuration": (
        {"setup.cfg": "[flake8]\nexclude = build, */gen/*\nextend_exclude =\n  docs/conf.py\n",
         "build/a.py": LEGACY, "a/gen/a.py": LEGACY, "docs/conf.py": LEGACY, "lib/conf.py": LEGACY,
         ".git/a.py": LEGACY}, [], 2),
    "extend-exclude beside the default": (
        {"tox.ini": "[flake8]\nextend-exclude = build\n", "build/a.py": LEGACY,
         ".git/a.py": LEGACY, "a.py": LEGACY}, [], 1),
    "the command line before the configuration": (
        {"tox.ini": "[flake8]\nextend-exclude = build\n", "build/a.py": LEGACY, "b.py": LEGACY},
        ["--extend-exclude=b.py"], 1),
    "filename": (
        {".flake8": "[flake8]\nfilename = *.pyw, ./src/*\n", "a.pyw": LEGACY, "b.py": LEGACY,
         "src/c.txt": LEGACY}, [], 2),
    "per-file-ignores": (
        {".flake8": "[flake8]\nper-file-ignores =\n  tests/*: WS101\n  a.py: WS2\n  ./b.py: W\n",
         "tests/a.py": LEGACY, "a.py": LEGACY, "b.py": LEGACY, "src/b.py": LEGACY}, [], 2),
    "per-file-ignores, the longest pattern": (
        {".flake8": "[flake8]\nper-file-ignores = */src/*:WS1 x.py:WS2\n", "src/x.py": LEGACY,
         "y/src/x.py": LEGACY}, [], 1),
    "ignore": ({"a.py": LEGACY, "setup.cfg": "[flake8]\nextend-ignore = WS1\n"}, [], 0),
    "ignore W": ({"a.py": LEGACY}, ["--ignore=W"], 0),
    "a longer prefix wins": ({"a.py": LEGACY}, ["--select=WS10", "--ignore=WS1"], 1),
    "select elsewhere": ({"a.py": LEGACY, "setup.cfg": "[flake8]\nselect = C9\n"}, [], 0),
    "extend-select": (
        {"a.py": LEGACY, "setup.cfg": "[flake8]\nselect = C9\n"}, ["--extend-select=WS101"], 1),
    "an opt-in rule, selected": (
        {"a.py": "import websockets\nasync def main(uri):\n"
                 "    async for ws in websockets.connect(uri, proxy=None):\n        pass\n"},
        ["--extend-select=WS309"], 1),
    "another configuration": (
        {"setup.cfg": "[flake8]\nexclude = a.py\n",
         "ci/flake.ini": "[flake8]\nexclude = ./b.py,c.py\n",
         "a.py": LEGACY, "b.py": LEGACY, "ci/b.py": LEGACY, "c.py": LEGACY},
        ["--config=ci/flake.ini"], 2),
    "a further configuration": (
        {"setup.cfg": "[flake8]\nexclude = a.py\nextend-ignore = WS2\n",
         "ci/more.ini": "[flake8]\nexclude = ./ci\n", "a.py": LEGACY, "ci/a.py": LEGACY},
        ["--append-config=ci/more.ini"], 1),
    "isolated": ({"setup.cfg": "[flake8]\nexclude = a.py\n", "a.py": LEGACY}, ["--isolated"], 1),
    "settings in a configuration": (
        {"tox.ini": "[flake8]\nws_websockets = ==15.0.1\n", "pyproject.toml":
            "[tool.flake8-modern-ws]\nwebsockets = '>=16'\n",
         "a.py": "from websockets.uri import get_proxy\n"}, [], 0),
    "settings in pyproject.toml": (
        {"pyproject.toml": "[tool.flake8-modern-ws]\nwebsockets = '>=16'\n",
         "a.py": "from websockets.uri import get_proxy\n"}, ["--isolated"], 1),
    "statistics": (
        {"a.py": LEGACY * 3 + "from websockets import WebSocketServerProtocol\n", "b.py": LEGACY},
        ["--statistics"], 7),
    "statistics in a configuration": (
        {".flake8": "[flake8]\nstatistics = yes\njobs = 1\n", "a.py": LEGACY}, [], 2),
    "exit-zero": ({"a.py": LEGACY}, ["--exit-zero"], 1),
    "noqa": (
        {"a.py": LEGACY[:-1] + "  # noqa\n", "b.py": LEGACY[:-1] + "  # noqa: E501\n",
         "c.py": LEGACY[:-1] + "  # noqa: WS1\n", "d.py": LEGACY[:-1] + "  #noqa\n",
         "e.py": "# flake8: noqa: E501\n" + LEGACY, "f.py": "x = 1  # flake8: noqa\n" + LEGACY},
        [], 3),
    "noqa over several lines": (
        {"a.py": "from websockets.legacy.client import (\n  connect,\n)  # noqa\n",
         "b.py": "from websockets.legacy.client import \\\n  connect  # noqa\n",
         "c.py": "import websockets\nx = ('''\n''', websockets.legacy.client)  # noqa\n"}, [], 1),
    "noqa switched off": (
        {"a.py": "# flake8: noqa\n" + LEGACY[:-1] + "  # noqa\n"}, ["--disable-noqa"], 1),
    "noqa switched off in a configuration": (
        {"a.py": "# flake8: noqa\n" + LEGACY, ".flake8": "[flake8]\ndisable_noqa = true\n"}, [], 1),
    "noqa where tokens end badly": ({"a.py": LEGACY[:-1] + "  # noqa\nif x:\n    y\n"}, [], 0),
    "forms of files": (
        {"crlf.py": b"import os\r\n" + LEGACY.encode(), "bom.py": b"\xef\xbb\xbf" + LEGACY.encode(),
         "latin.py": b"# coding: latin-1\nx = '\xe9'; " + LEGACY.encode(),
         "cr.py": b"x = 1\r" + LEGACY.encode(), "ff.py": b"x = 1\n\x0c" + LEGACY.encode(),
         "utf7.py": b"# coding: utf-7\nx = '+AOk-'; import +AHc-ebsock+AGU-ts.legacy\n",
         "wide.py": "x = '\U0001f600é'; ".encode() + LEGACY.encode(), "empty.py": b""}, [], 7),
    "no findings": ({"a.py": "import websockets\n"}, [], 0),
}


@pytest.mark.parametrize("name", TREES)
def test_trees_show_the_same(tmp_path: Path, name: str, both: Both) -> None:
    files, arguments, findings = TREES[name]
    for path, content in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    output = both(*arguments, cwd=tmp_path)
    assert sum("WS" in line for line in output.splitlines()) == findings, output


@pytest.mark.parametrize(
    ("arguments", "findings"),
    [(["-"], 1), (["--stdin-display-name=src/x.py", "-"], 1),
     (["--stdin-display-name=src/x.py", "--exclude=src/*", "-"], 0),
     (["--stdin-display-name=src/x.py", "--exclude=src", "-"], 1),
     (["--stdin-display-name=src/x.py", "--per-file-ignores=src/*:WS1", "-"], 0),
     (["-", "a.py"], 2)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value))
def test_standard_input_shows_the_same(
    tmp_path: Path, arguments: list[str], findings: int, both: Both
) -> None:
    (tmp_path / "a.py").write_text(LEGACY)
    output = both("--select=WS", *arguments, cwd=tmp_path, text="x = 'é'\r\n" + LEGACY)
    assert output.count("\n") == findings

"""The plugin as users meet it: the real flake8, on files and on standard input."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .expectations import FIXTURES, Fixture, all_fixtures
from .running import flake8

LEGACY = "from websockets.legacy.client import connect\n"
#: Fixtures without settings of their own: one process checks them all.
PLAIN = [fixture for fixture in all_fixtures() if not fixture.settings and not fixture.filename]


def expected_of(fixtures: list[Fixture]) -> list[tuple[str, int, int, str]]:
    return sorted(
        ("./" + str(fixture.path.relative_to(FIXTURES)), line, column, code)
        for fixture in fixtures for line, column, code in fixture.expected)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The plain fixtures, copied to a folder without any configuration above it."""
    for fixture in PLAIN:
        target = tmp_path / fixture.path.relative_to(FIXTURES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fixture.path, target)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_show_what_the_fixtures_announce(programs: Path, jobs: str) -> None:
    run = flake8("--isolated", "--select=WS", "--jobs", jobs, ".", cwd=programs)
    assert run.errors == ""
    assert sorted(run.places) == expected_of(PLAIN)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_every_start_method_shows_the_same(programs: Path, method: str) -> None:
    run = flake8("--isolated", "--select=WS", "--jobs=2", ".", cwd=programs, start_method=method)
    assert run.errors == ""
    assert sorted(run.places) == expected_of(PLAIN)


@pytest.mark.parametrize(
    "fixture", all_fixtures(), ids=lambda fixture: str(fixture.path.relative_to(FIXTURES)))
def test_standard_input_shows_the_same(fixture: Fixture, tmp_path: Path) -> None:
    options = [f"--ws-{name}={value}" for name, value in fixture.settings.items()]
    shown = fixture.filename or fixture.path.name
    run = flake8("--isolated", "--select=WS", *options, "--stdin-display-name", shown, "-",
                 cwd=tmp_path, text=fixture.text)
    assert run.errors == ""
    assert sorted((line, column, code) for _, line, column, code in run.places) == list(
        fixture.expected)


def test_noqa_silences_every_finding(programs: Path) -> None:
    for path in programs.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        silenced = re.sub(
            r"# expect: (.*)",
            lambda match: "# noqa: " + ",".join(re.findall(r"WS\d{3}", match[1])), text)
        path.write_text(silenced, encoding="utf-8")
    run = flake8("--isolated", "--select=WS", ".", cwd=programs)
    assert (run.output, run.errors, run.code) == ("", "", 0)


def test_one_family_can_be_ignored(tmp_path: Path) -> None:
    text = LEGACY + "from websockets import WebSocketServerProtocol\n"
    run = flake8("--isolated", "--select=WS", "--extend-ignore=WS2", "-", cwd=tmp_path, text=text)
    assert [code for *_, code in run.places] == ["WS101"]


def test_per_file_ignores_apply(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text(LEGACY)
    (tmp_path / "new.py").write_text(LEGACY)
    (tmp_path / ".flake8").write_text("[flake8]\nper-file-ignores = old.py:WS101\nselect = WS\n")
    assert [path for path, *_ in flake8(".", cwd=tmp_path).places] == ["./new.py"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("é, ü = 'ß', websockets.legacy\n", 13),
        ("x = '\U0001f600', websockets.legacy\n", 10),
        ("if x:\n\ty = websockets.legacy\n", 6),
    ],
)
def test_columns_are_characters(tmp_path: Path, text: str, column: int) -> None:
    run = flake8("--isolated", "--select=WS101", "-", cwd=tmp_path,
                 text="import websockets\n" + text)
    assert [found for _, _, found, _ in run.places] == [column]


@pytest.mark.parametrize(
    "data",
    [
        b"import os\r\n" + LEGACY.encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbfimport os\n" + LEGACY.encode(),
        b"import os\n\x0c" + LEGACY.encode(),
        b"# -*- coding: latin-1 -*-\n" + LEGACY.encode() + b"x = '\xe9'\n",
        b"import os\n" + LEGACY.encode().rstrip(),
    ],
    ids=["CRLF", "BOM", "form-feed", "latin-1", "no-final-newline"],
)
def test_any_file_form_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "program.py").write_bytes(data)
    run = flake8("--isolated", "--select=WS", "program.py", cwd=tmp_path)
    assert run.errors == ""
    assert [(line, code) for _, line, _, code in run.places] == [(2, "WS101")]


def test_a_project_module_of_that_name_is_not_the_library(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(LEGACY)
    (tmp_path / "websockets.py").write_text("connect = None\n")
    run = flake8("--isolated", "--select=WS", "program.py", cwd=tmp_path)
    assert run.output == ""


def test_installed_libraries_are_no_modules_of_one_another(tmp_path: Path) -> None:
    for folder in ("site-packages", "dist-packages"):
        for name in ("websockets", "server/protocols"):
            (tmp_path / folder / name).mkdir(parents=True)
            (tmp_path / folder / name / "__init__.py").write_text(LEGACY)
        (tmp_path / folder / "script.py").write_text(LEGACY)
    run = flake8("--isolated", "--select=WS", ".", cwd=tmp_path)
    assert sorted(path for path, *_ in run.places) == [
        f"./{folder}/{name}" for folder in ("dist-packages", "site-packages")
        for name in ("script.py", "server/protocols/__init__.py")]


def test_what_a_finding_quotes_stays_on_its_line(tmp_path: Path) -> None:
    option = "ws_max_sizee"
    odd = ["\\n", "\\r\\n", "\\0", "\\x1b[31m", "\\x85", "\\u2028", "\\ud800", "\\u202e"]
    lines = [f"uvicorn.run('app:app', **{{'{option}{text}': 1}})\n" for text in odd]
    lines.append(f"uvicorn.run('app:app', {option}{'e' * 10_000}=1)\n")
    (tmp_path / "program.py").write_text("import uvicorn\n" + "".join(lines))
    run = flake8("--isolated", "--select=WS517", "program.py", cwd=tmp_path)
    assert run.errors == ""
    assert [line for _, line, *_ in run.places] == list(range(2, len(lines) + 2))
    for text, line in zip(odd, run.output.splitlines()):
        assert f"{option}{text}'".replace("\\0", "\\x00") in line
    assert all(len(line) < 1000 and line.isprintable() for line in run.output.splitlines())


def test_a_syntax_error_elsewhere_leaves_the_run_going(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("from websockets.legacy import (\n")
    (tmp_path / "whole.py").write_text(LEGACY)
    run = flake8("--isolated", "--select=WS,E9", ".", cwd=tmp_path)
    assert {code for *_, code in run.places} == {"E902", "WS101"} or {
        code for *_, code in run.places} == {"E999", "WS101"}


@pytest.mark.parametrize("method", [None, "spawn"])
@pytest.mark.parametrize(
    ("arguments", "pyproject", "parts"),
    [
        (["--ws-websockets=fourteen"], "", ["--ws-websockets", "fourteen"]),
        (["--ws-enable=W4"], "", ["--ws-enable", "W4"]),
        ([], "[tool.flake8-modern-ws]\nwebsockets = 14\n", ["pyproject.toml", "websockets"]),
        ([], "[tool.flake8-modern-ws]\nwebsocket = '14'\n", ["pyproject.toml", "'websocket'"]),
        ([], "[tool.flake8-modern-ws\n", ["pyproject.toml", "TOML"]),
        ([], "[tool]\nflake8-modern-ws = 1\n", ["pyproject.toml", "table"]),
    ],
    ids=["version", "code", "type", "unknown-key", "broken", "no-table"],
)
def test_bad_settings_end_the_run_in_one_line(
    tmp_path: Path, arguments: list[str], pyproject: str, parts: list[str], method: str | None
) -> None:
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text(LEGACY)
    (tmp_path / "pyproject.toml").write_text(pyproject)
    run = flake8("--isolated", "--jobs=2", *arguments, ".", cwd=tmp_path, start_method=method)
    assert run.code != 0
    assert run.output == ""
    (line,) = run.errors.splitlines()
    assert all(part in line for part in parts), line


def test_settings_of_the_command_line_win_over_files(tmp_path: Path) -> None:
    text = "from websockets.uri import get_proxy\n"
    (tmp_path / "pyproject.toml").write_text(
        "[tool.flake8-modern-ws]\nwebsockets = '==15.0.1'\n")
    read = ["--select=WS", "-"]
    # websockets 15 has the name: silent; 16.0 moved it.
    assert flake8("--isolated", *read, cwd=tmp_path, text=text).output == ""
    (tmp_path / ".flake8").write_text("[flake8]\nws-websockets = >=16\n")
    assert "WS206" in flake8(*read, cwd=tmp_path, text=text).output
    run = flake8("--ws-websockets=15", *read, cwd=tmp_path, text=text)
    assert run.output == ""


def test_the_project_of_the_file_decides_the_supported_releases(tmp_path: Path) -> None:
    for name, requirement in (("old", "websockets>=12,<13"), ("new", "websockets>=14.2")):
        project = tmp_path / name
        project.mkdir()
        (project / "pyproject.toml").write_text(f"[project]\ndependencies = ['{requirement}']\n")
        (project / "program.py").write_text(LEGACY)
    run = flake8("--isolated", "--select=WS", ".", cwd=tmp_path)
    hints = {line.partition("/program")[0]: line for line in run.output.splitlines()}
    assert "which needs websockets>=13.0" in hints["./old"]
    assert "needs" not in hints["./new"]

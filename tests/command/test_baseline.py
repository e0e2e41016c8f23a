"""The baseline: what is recorded stays silent, in the command and in flake8."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_modern_ws.command.main import main

from ..running import Run, flake8, modern_ws

LEGACY = "from websockets.legacy.client import connect\n"
SECOND = "from websockets.legacy.server import serve\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two findings, and the working directory in it."""
    folder = tmp_path / "project"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "old.py").write_text(f"def dial():\n    {LEGACY}    {SECOND}")
    monkeypatch.chdir(folder)
    return folder


class Command:
    """Runs ``modern-ws check`` with a baseline in this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: str, baseline: str = "known.json") -> Run:
        stated = ["--baseline", baseline] if baseline else []
        code = main(["check", *stated, *arguments])
        captured = self._capfd.readouterr()
        return Run(code, captured.out, captured.err)


@pytest.fixture
def check(capfd: pytest.CaptureFixture[str]) -> Command:
    return Command(capfd)


def codes(run: Run) -> list[str]:
    return [code for *_, code in run.places]


def test_reports_only_what_is_not_recorded(project: Path, check: Command) -> None:
    written = check("--write-baseline")
    assert (written.code, written.output) == (0, "")
    assert "recorded 2" in written.errors
    assert check() == Run(0, "", "")
    # Lines above, other indentation and a new file do not matter; a new finding does.
    (project / "src" / "old.py").write_text(
        f"import os\n\n\ndef dial():\n    if os:\n        {LEGACY}    {SECOND}{LEGACY}")
    run = check()
    assert run.code == 1
    assert [(line, code) for _, line, _, code in run.places] == [(8, "WS101")]
    assert run.errors == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"def dial():\n    {SECOND}    {LEGACY}", []),  # another order
        (f"def other():\n    {LEGACY}    {SECOND}", ["WS101", "WS101"]),  # another function
        (f"class Dial:\n    def dial(self):\n        {LEGACY}", ["WS101"]),
        (f"def dial():\n    {LEGACY}    {LEGACY}    {SECOND}", ["WS101"]),  # once more
        (f"def dial():\n    {LEGACY[:-1]}, unix_connect\n    {SECOND}", ["WS101", "WS101"]),
    ])
def test_recognizes_code_scope_text_and_number(
    project: Path, check: Command, text: str, found: list[str]
) -> None:
    check("--write-baseline")
    (project / "src" / "old.py").write_text(text)
    assert codes(check()) == found


def test_flake8_honours_the_same_file(project: Path, check: Command) -> None:
    check("--write-baseline")
    (project / "src" / "new.py").write_text(LEGACY)
    for directory in (project, project / "src"):
        option = f"--ws-baseline={project / 'known.json'}"
        theirs = flake8("--select=WS", option, cwd=directory)
        ours = modern_ws("check", option, cwd=directory)
        assert [Path(path).name for path, *_ in theirs.places] == ["new.py"]
        assert ours == theirs


@pytest.mark.parametrize("name", ["known.json", "ci/known.json", "./known.json"])
@pytest.mark.parametrize("place", [".flake8", "pyproject.toml"])
def test_a_path_is_relative_to_the_file_that_states_it(
    project: Path, check: Command, name: str, place: str
) -> None:
    (project / "ci").mkdir()
    check("--write-baseline", baseline=name)
    stated = (f"[flake8]\nselect = WS\nws-baseline = {name}\n" if place == ".flake8" else
              f"[tool.flake8-modern-ws]\nbaseline = '{name}'\n")
    (project / place).write_text(stated)
    for directory in (project, project / "src"):
        assert flake8("--select=WS", cwd=directory) == Run(0, "", "")
        assert modern_ws("check", cwd=directory) == Run(0, "", "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "no such baseline"), ("<<<<<<< HEAD\n", "not a baseline"), ("[]", "not a baseline"),
     ("{}", "not a baseline"), ('{"version": 2, "findings": []}', "version 2"),
     ('{"version": 1, "findings": [{"path": 1}]}', "not a baseline"),
     ('{"version": 1, "findings": 3}', "not a baseline"), ("\xff", "not a baseline")])
def test_a_bad_baseline_is_one_clear_line(
    project: Path, check: Command, content: str | None, reason: str
) -> None:
    if content is not None:
        (project / "known.json").write_bytes(content.encode("latin-1"))
    theirs = flake8("--select=WS", "--ws-baseline=known.json", cwd=project)
    for run in (check(), theirs):
        assert run.code != 0
        assert run.output == ""
        (line,) = run.errors.splitlines()
        assert "known.json" in line
        assert reason in line
    assert check().code == 2


def test_lists_and_removes_what_no_longer_occurs(project: Path, check: Command) -> None:
    check("--write-baseline")
    (project / "src" / "old.py").write_text(f"def dial():\n    {LEGACY}")
    run = check()
    assert run.code == 0
    assert "src/old.py: WS101 in dial: from websockets.legacy.server import serve" in run.errors
    (project / "src" / "new.py").write_text(LEGACY)
    run = check("--update-baseline")
    assert (run.code, codes(run)) == (1, ["WS101"])
    assert "recorded 1, added 0, removed 1" in run.errors
    run = check()
    assert (run.code, run.errors) == (1, "")


def test_grows_only_by_force(project: Path, check: Command) -> None:
    check("--write-baseline")
    (project / "src" / "new.py").write_text(LEGACY)
    before = (project / "known.json").read_bytes()
    refused = check("--write-baseline")
    assert refused.code == 2
    assert "--force" in refused.errors
    assert codes(check("--update-baseline")) == ["WS101"]
    assert (project / "known.json").read_bytes() == before
    assert check("--update-baseline", "--force").code == 0
    assert check() == Run(0, "", "")
    assert len(json.loads((project / "known.json").read_text())["findings"]) == 3


@pytest.mark.parametrize(
    ("arguments", "stale"),
    [(["other.py"], 0), (["--select=WS2"], 0), (["--extend-ignore=WS101"], 0), (["src"], 2),
     (["--per-file-ignores=src/*:WS101"], 0)])
def test_judges_only_what_the_run_could_have_found(
    project: Path, check: Command, arguments: list[str], stale: int
) -> None:
    (project / "other.py").write_text("")
    check("--write-baseline")
    (project / "src" / "old.py").write_text("x = 1\n")
    assert check(*arguments).errors.count("no longer occurs:") == stale


def test_a_file_that_cannot_be_parsed_keeps_its_entries(project: Path, check: Command) -> None:
    check("--write-baseline")
    before = (project / "known.json").read_bytes()
    (project / "src" / "old.py").write_text(LEGACY + "x = (\n")
    assert check("--update-baseline").code == 3
    assert (project / "known.json").read_bytes() == before
    (project / "src" / "old.py").unlink()
    assert "removed 2" in check("--update-baseline").errors


def test_silenced_findings_are_not_recorded(project: Path, check: Command) -> None:
    (project / "src" / "old.py").write_text(LEGACY[:-1] + "  # noqa\n" + SECOND)
    check("--write-baseline")
    (entry,) = json.loads((project / "known.json").read_text())["findings"]
    assert entry == {"path": "src/old.py", "code": "WS101", "scope": "", "ordinal": 0,
                     "text": "from websockets.legacy.server import serve"}


@pytest.mark.parametrize(
    "arguments", [["--write-baseline"], ["--update-baseline"], ["--write-baseline", "-"]])
def test_asks_for_a_file(
    project: Path, check: Command, arguments: list[str]
) -> None:
    run = check(*arguments, baseline="known.json" if "-" in arguments else "")
    assert run.code == 2
    assert len(run.errors.splitlines()) == 1
    assert not (project / "known.json").exists()

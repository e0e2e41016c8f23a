"""What flake8's selection does to our codes: the doctor's answer beside that of flake8."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_modern_ws.command.doctor import flake8_files, selection
from flake8_modern_ws.command.doctor.effective import effective
from flake8_modern_ws.command.doctor.trap import Severity

from ..running import flake8

LEGACY = "from websockets.legacy.client import connect\n"

#: Lines of a [flake8] section.
SECTIONS = [
    "",
    "select = E,F,W",
    "select = W",
    "select = E,F",
    "select = W1,W2",
    "select = E,F\nextend-select = WS",
    "extend-select = W",
    "extend-select = E",
    "extend-ignore = W",
    "extend-ignore = W1,W2,W3,W5,W6",
    "ignore = W",
    "ignore = E501",
    "ignore = WS",
    "select = WS\nextend-ignore = W",
    "select = W\nextend-ignore = W",
    "extend-select = WS\nextend-ignore = W",
    "extend-select = W\nextend-ignore = W",
    "extend-select = W\nextend-ignore = WS",
    "select = W\nignore = W5",
    "per-file-ignores = t.py:W",
    "per-file-ignores = t.py: E501, W",
    "per-file-ignores =\n    other.py:E501\n    sub/*,t.py:W",
    "select = WS\nper-file-ignores = t.py:W",
    "per-file-ignores = t.py:W5",
]


def traps_of(folder: Path) -> list[selection.Trap]:
    found = flake8_files.search(str(folder))
    assert found.file is not None
    assert found.traps == ()
    return [*selection.traps(found.file)]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_trap_is_told_exactly_where_flake8_is_silent(section: str, tmp_path: Path) -> None:
    (tmp_path / "t.py").write_text(LEGACY)
    (tmp_path / ".flake8").write_text(f"[flake8]\n{section}\n")
    reported = "WS101" in flake8("t.py", cwd=tmp_path).output
    told = [trap for trap in traps_of(tmp_path) if trap.severity is not Severity.NOTE]
    if section == "ignore = WS":
        assert not reported  # that is what its author wants
        assert told == []
    elif section == "extend-select = W\nextend-ignore = WS":
        assert not reported
        assert told == []
    else:
        assert bool(told) is not reported, told


@pytest.mark.parametrize(
    ("section", "line", "words"),
    [
        ("select = E,F\n", 2, "leaves WS out"),
        ("max-line-length = 99\nextend-ignore =\n  E203,\n  W\n", 3, "'W' in 'extend-ignore'"),
        ("ignore = W\n", 2, "'W' in 'ignore'"),
        ("extend_ignore = W\n", 2, "'W' in 'extend-ignore'"),
        ("per-file-ignores =\n  tests/*: W\n", 2, "'tests/*'"),
    ],
)
def test_a_trap_names_the_line(
    section: str, line: int, words: str, tmp_path: Path
) -> None:
    (tmp_path / ".flake8").write_text(f"[flake8]\n{section}")
    (trap,) = traps_of(tmp_path)
    assert trap.place == f"{tmp_path / '.flake8'}:{line}"
    assert words in trap.what


@pytest.mark.parametrize("section", ["select = E,F,W", "extend-select = W\nselect = E"])
def test_a_selection_by_the_shorter_prefix_is_noted(section: str, tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text(f"[flake8]\n{section}\n")
    (trap,) = traps_of(tmp_path)
    assert trap.severity is Severity.NOTE


@pytest.mark.parametrize("option", ["ignore", "extend-ignore"])
def test_a_comment_in_a_list_breaks_flake8(option: str, tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text(f"[flake8]\n{option} = WS101 # later\n")
    assert "Traceback" in flake8(".", cwd=tmp_path).errors
    state = effective(flake8_files.search(str(tmp_path)).file, str(tmp_path))
    assert [trap.severity for trap in state.traps] == [Severity.BROKEN]
    assert option in state.traps[0].what


@pytest.mark.parametrize(
    ("files", "winner"),
    [
        ({"setup.cfg": "[flake8]", "tox.ini": "[flake8]", ".flake8": "[flake8]"}, "setup.cfg"),
        ({"tox.ini": "[flake8]", ".flake8": "[flake8]"}, "tox.ini"),
        ({"tox.ini": "[tox]\n# flake8", ".flake8": "[flake8]"}, ".flake8"),
        ({"setup.cfg": "flake8\n[x]", ".flake8": "[flake8]"}, ".flake8"),
        ({"../tox.ini": "[flake8]"}, "../tox.ini"),
        ({"../tox.ini": "[flake8]", ".flake8": "[flake8]"}, ".flake8"),
    ],
)
def test_the_file_is_the_one_that_flake8_reads(
    files: dict[str, str], winner: str, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "t.py").write_text(LEGACY)
    for name, text in files.items():
        select = "WS1" if name == winner else "E"
        (folder / name).write_text(f"{text}\nselect = {select}\n")
    assert "WS101" in flake8("t.py", cwd=folder).output
    found = flake8_files.search(str(folder))
    assert found.file is not None
    assert Path(found.file.path).resolve() == (folder / winner).resolve()


def test_a_file_that_breaks_flake8_is_broken(tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text("[flake8]\nselect = WS\nselect = E\n")
    assert "DuplicateOptionError" in flake8(".", cwd=tmp_path).errors
    (trap,) = flake8_files.search(str(tmp_path)).traps
    assert trap.severity is Severity.BROKEN


def test_both_traps_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text("[flake8]\nselect = E,F\nextend-ignore = W\n")
    ignored, selected = traps_of(tmp_path)
    assert "'extend-ignore' is a prefix of WS" in ignored.what
    assert "'select' leaves WS out" in selected.what

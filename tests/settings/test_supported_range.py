"""The table of ``docs/supported-range.md``: each row is what happens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from flake8_modern_ws.catalog.releases import WEBSOCKETS
from flake8_modern_ws.settings import pyproject
from flake8_modern_ws.settings.project import Projects
from flake8_modern_ws.settings.settings import combine

PAGE = Path(__file__).resolve().parents[2] / "docs" / "supported-range.md"
_CELLS = re.compile(r"(?<!\\)\|")
_FILE = re.compile(r"\*\*`(.+)`\*\*")
_LINE = re.compile(r"`(.*)`")


@dataclass(frozen=True)
class Row:
    """One declaration: what the files hold, and what is to come of it."""

    number: str
    #: Lines by file; those of ``--ws-websockets`` are the option's value.
    files: dict[str, list[str]]
    linted: str
    releases: tuple[str, ...]
    declared: bool


def rows() -> list[Row]:
    """The rows of the table."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not re.match(r"\| \d+ \|", line):
            continue
        number, declaration, linted, releases, declared = (
            cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)[1:-1])
        files: dict[str, list[str]] = {}
        for part in declaration.split("<br>"):
            file = _FILE.fullmatch(part)
            if file is not None:
                lines = files.setdefault(file[1], [])
            else:
                text = _LINE.fullmatch(part)
                assert text is not None, part
                lines.append(text[1])
        assert declared in ("yes", "no")
        found.append(Row(number, files, linted.strip("`"), expand(releases), declared == "yes"))
    return found


def expand(text: str) -> tuple[str, ...]:
    """``13.0 to 13.1, 14.2``: the releases that are meant."""
    found: list[str] = []
    for part in text.replace("newest", WEBSOCKETS[-1]).split(", "):
        first, _, last = part.partition(" to ")
        found += WEBSOCKETS[WEBSOCKETS.index(first): WEBSOCKETS.index(last or first) + 1]
    return tuple(found)


ROWS = rows()


def test_the_table_holds_at_least_twenty_declarations() -> None:
    assert len(ROWS) >= 20
    assert [row.number for row in ROWS] == [str(i + 1) for i in range(len(ROWS))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_the_decision_is_as_stated(row: Row, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    options = {}
    for name, lines in row.files.items():
        if name.startswith("--ws-"):
            options[name.removeprefix("--ws-")] = lines[0]
        else:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    # A table that cannot be parsed ends the run only if it names this tool.
    settings = combine(options, *pyproject.read(str(tmp_path)))
    supported = Projects(settings).supported("websockets", str(tmp_path / row.linted))
    assert supported.releases == row.releases
    assert supported.declared is row.declared

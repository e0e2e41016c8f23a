"""Fixtures: programs that say in comments what must be found in them.

``# expect: WS101@8 WS301@30``
    at the end of a line: exactly these findings stand on it, at these columns (from 1, in
    characters, as flake8 prints them).
``# ok: reason``
    at the end of a line: a look-alike that must stay silent. What carries no comment must be
    silent too; the mark makes the case visible, and counted.
``# setting: websockets = >=12,<16``
    at the top: an option of the run, by the name it has in ``[tool.flake8-modern-ws]``.
``# filename: tests/test_chat.py``
    at the top: the name under which the file is shown.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.findings import Finding
from flake8_modern_ws.settings.settings import combine
from flake8_modern_ws.source import Source

FIXTURES = Path(__file__).parent / "fixtures"
_EXPECT = re.compile(r"#\s*expect:\s*(?P<list>(?:WS\d{3}@\d+\s*)+)")
_CODE = re.compile(r"(WS\d{3})@(\d+)")
_OK = re.compile(r"#\s*ok\b")
_SETTING = re.compile(r"^#\s*setting:\s*([a-z-]+)\s*=\s*(.*)$")
_FILENAME = re.compile(r"^#\s*filename:\s*(\S+)\s*$")


@dataclass(frozen=True)
class Fixture:
    """One program with what must be found in it."""

    path: Path
    text: str
    #: (line, column from 1, code)
    expected: tuple[tuple[int, int, str], ...]
    #: How many look-alikes are marked.
    silent: int
    settings: dict[str, str] = field(default_factory=dict)
    filename: str | None = None

    @property
    def shown(self) -> str:
        """The name under which the program is checked."""
        return self.filename or str(self.path)

    @property
    def lines(self) -> list[str]:
        return io.StringIO(self.text).readlines()


def read(path: Path) -> Fixture:
    """Read one fixture."""
    text = path.read_text(encoding="utf-8")
    expected: list[tuple[int, int, str]] = []
    silent = 0
    settings: dict[str, str] = {}
    filename = None
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        line = token.start[0]
        match = _EXPECT.search(token.string)
        if match is not None:
            expected += [(line, int(c), code) for code, c in _CODE.findall(match["list"])]
        silent += _OK.search(token.string) is not None
        setting = _SETTING.match(token.string)
        if setting is not None:
            settings[setting[1]] = setting[2].strip()
        named = _FILENAME.match(token.string)
        if named is not None:
            filename = named[1]
    return Fixture(path, text, tuple(sorted(expected)), silent, settings, filename)


def settings_in(text: str) -> dict[str, str]:
    """The settings that a program states in its ``# setting:`` lines, by field."""
    stated = filter(None, map(_SETTING.match, text.splitlines()))
    return {match[1].replace("-", "_"): match[2].strip() for match in stated}


def all_fixtures() -> list[Fixture]:
    """Every fixture, in the order of their paths."""
    return [read(path) for path in sorted(FIXTURES.rglob("*.py"))]


def check(text: str, filename: str = "stdin", **settings: str) -> list[Finding]:
    """The findings of a program under some settings (underscores for hyphens)."""
    engine = Engine(combine(settings, {}, None))
    lines = io.StringIO(text).readlines()
    return engine.check(Source(filename, lines, ast.parse(text)))

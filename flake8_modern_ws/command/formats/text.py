"""Lines as flake8 prints them; on a terminal with the source line below."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO

from ..checking import Reported
from ..results import Results

_BOLD, _RED, _YELLOW, _CYAN, _DIM, _RESET = (
    f"\033[{number}m" for number in ("1", "1;31", "1;33", "36", "2", "0"))

#: Of a longer line, the part around the finding is shown.
_LONGEST = 200


def colours(stream: IO[str]) -> bool:
    """Whether to colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org)."""
    return (stream.isatty() and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb")


def render(
    results: Results, *, source: bool = False, colour: bool = False, statistics: bool = False
) -> Iterator[str]:
    """The lines of the text format.

    ``source`` shows the line of each finding with a mark below its place, and a closing line.
    """
    for item in results.reported:
        yield _headline(item, colour)
        if source:
            yield from _excerpt(item, colour)
    if statistics:
        first: dict[str, Reported] = {}
        for item in results.reported:
            first.setdefault(item.finding.code, item)
        for code, count in results.counts().items():
            yield f"{count:<5} {first[code].finding.text}"
    if source:
        yield _closing(results)


def _headline(item: Reported, colour: bool) -> str:
    span, text = item.finding.span, item.finding.text
    if not colour:
        return f"{item.path}:{span.line}:{span.column + 1}: {text}"
    code, _, rest = text.partition(" ")
    colon = f"{_CYAN}:{_RESET}"
    return (f"{_BOLD}{_printable(item.path)}{_RESET}{colon}{span.line}{colon}{span.column + 1}"
            f"{colon} {_RED}{code}{_RESET} {rest}")


def _excerpt(item: Reported, colour: bool) -> Iterator[str]:
    span = item.finding.span
    if not item.line.strip():
        return
    end = span.end_column if span.end_line == span.line else len(item.line)
    start, line = 0, item.line
    if len(line) > _LONGEST:
        start = max(0, span.column - _LONGEST // 2)
        line = line[start:start + _LONGEST]
    column = span.column - start
    before, marked = line[:column], line[column:max(end - start, column + 1)]
    number = f"{span.line:>5} | "
    # A tab stays a tab, so that the mark stands below it whatever its width.
    indent = "".join(c if c == "\t" else " " * _width(c) for c in _printable(before))
    mark = "^" * max(1, sum(map(_width, _printable(marked))))
    gutter = " " * (len(number) - 2) + "| "
    if colour:
        number, gutter, mark = (f"{_DIM}{number}{_RESET}", f"{_DIM}{gutter}{_RESET}",
                                f"{_YELLOW}{mark}{_RESET}")
    yield f"{number}{_printable(line)}"
    yield f"{gutter}{indent}{mark}"


def _printable(text: str) -> str:
    """A text that cannot drive a terminal: control characters are shown as a mark."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}"
                   for c in text)


def _width(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if character.isascii():
        return 1
    import unicodedata

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "FW" else 1


def _closing(results: Results) -> str:
    files = f"{results.files} file{'s' * (results.files != 1)}"
    count = len(results.reported)
    if not count:
        return f"Nothing found in {files}."
    held = len({item.path for item in results.reported})
    return f"Found {count} finding{'s' * (count != 1)} in {held} of {files}."

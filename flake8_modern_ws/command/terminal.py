"""Text for a terminal: styles where they are wanted, paragraphs that fit the width."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import NamedTuple, TextIO

#: Columns: longer lines are hard to read, shorter ones are not worth wrapping for.
_WIDEST, _NARROWEST = 100, 30
_INLINE_CODE = re.compile(r"`([^`]+)`")
#: All but the line end and what styles are made of.
_CONTROL = re.compile(r"(?!\x1b\[[0-9]*m)[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ITEM = re.compile(r"(?:[-*]|[0-9]+\.) ")


class Style(NamedTuple):
    """How text is emphasised: by escape codes (ECMA-48), or not at all."""

    enabled: bool

    def bold(self, text: str) -> str:
        return self._wrapped("1", text)

    def faint(self, text: str) -> str:
        return self._wrapped("2", text)

    def code(self, text: str) -> str:
        return self._wrapped("36", text)

    def good(self, text: str) -> str:
        return self._wrapped("32", text)

    def bad(self, text: str) -> str:
        return self._wrapped("31", text)

    def _wrapped(self, parameter: str, text: str) -> str:
        return f"\x1b[{parameter}m{text}\x1b[0m" if self.enabled and text else text


def style_of(stream: TextIO) -> Style:
    """The style that a stream bears; ``NO_COLOR`` (https://no-color.org) switches it off."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return Style(False)
    if os.environ.get("FORCE_COLOR"):
        return Style(True)
    understood = os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
    return Style(understood and stream.isatty())


def width() -> int:
    """Columns to fill: those of the terminal, within reason; 80 where there is none."""
    return max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def wrap(text: str, columns: int, indent: str = "", hanging: str | None = None) -> str:
    """A paragraph in lines of at most so many columns; words and addresses stay whole."""
    return textwrap.fill(
        " ".join(text.split()), columns, initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False, break_on_hyphens=False)


def render(markdown: str, style: Style, columns: int) -> str:
    """A page of the rules for a terminal: headings, paragraphs, lists and code blocks.

    Headings stand at the margin, what is below them is indented, code further and unwrapped.
    """
    return "\n".join(_blocks(markdown, style, columns)).strip("\n") + "\n"


def _blocks(markdown: str, style: Style, columns: int) -> Iterator[str]:
    paragraph: list[str] = []
    fenced = False
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield "      " + style.code(line) if line else ""
        elif line.startswith("#") or not line.strip() or _ITEM.match(line):
            yield from _paragraph(paragraph, style, columns)
            paragraph = []
            if line.startswith("#"):
                yield style.bold(line.lstrip("#").strip())
            elif line.strip():
                paragraph = [line]
            else:
                yield ""
        else:
            paragraph.append(line)


def _paragraph(lines: list[str], style: Style, columns: int) -> Iterator[str]:
    if lines:
        item = _ITEM.match(lines[0])
        hanging = "  " + " " * len(item[0]) if item else None
        text = wrap(" ".join(lines), columns, "  ", hanging)
        if style.enabled:
            text = _INLINE_CODE.sub(lambda match: style.code(match[1]), text)
        yield text


def printable(text: str) -> str:
    """A text that cannot drive a terminal: control characters in names are shown as a mark."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def show(text: str) -> None:
    """Print, whatever characters the terminal's encoding lacks."""
    try:
        print(text, end="" if text.endswith("\n") else "\n")
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        text = text.encode(encoding, "replace").decode(encoding)
        print(text, end="" if text.endswith("\n") else "\n")

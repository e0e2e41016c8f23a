"""One file: its lines, its tree, and places in it in characters."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from .findings import Span

#: A file that holds none of these cannot have a finding. Every rule's fixtures pass here.
TOKENS = ("uvicorn", "ebsocket", "ebSocket", "onnectionManager", "onnection_manager",
          "ws_manager", "flask_sock", "ws_connect", "WEBSOCKET_", "nicegui")
_LIBRARY = "websockets"
#: The same by family, the first letters of a code: its rules run if a file holds one of these.
FAMILY_TOKENS: dict[str, tuple[str, ...]] = {
    "WS1": (_LIBRARY,),
    "WS2": (_LIBRARY,),
    "WS3": (_LIBRARY,),
    "WS4": TOKENS[1:7],
    "WS5": ("uvicorn", "aiohttp", "tornado", "hypercorn", "sanic", "nicegui", "mcp"),
}
_FAMILIES = frozenset(FAMILY_TOKENS)

#: Longer names than the classes of managers have are left out.
NAME_LENGTH = 80
_NAME = re.compile(rf"(?<!\w)\w{{1,{NAME_LENGTH}}}(?!\w)")


class Words(NamedTuple):
    """What the settings add to the words by which a file is worth a look."""

    words: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()

    def found(self, text: str) -> bool:
        """Whether one of them occurs in a text; patterns are held against its names."""
        if any(word in text for word in self.words):
            return True
        # Name by name: what a search costs grows faster than the text that it looks at.
        return bool(self.patterns) and any(
            pattern.search(name) for name in set(_NAME.findall(text))
            for pattern in self.patterns)


NO_WORDS = Words()


def mentions_tokens(lines: Sequence[str], further: Words = NO_WORDS) -> bool:
    """Whether the file is worth a look: one join and a few substring searches.

    ``further`` is what the settings add.
    """
    text = "".join(lines)
    return any(token in text for token in TOKENS) or further.found(text)


def families(lines: Sequence[str], further: Words = NO_WORDS) -> frozenset[str]:
    """The families whose rules can have a finding in a file."""
    text = "".join(lines)
    if _LIBRARY in text:  # which has the words of all
        return _FAMILIES
    found = {family for family, tokens in FAMILY_TOKENS.items()
             if _LIBRARY not in tokens[:1] and any(token in text for token in tokens)}
    if further.found(text):
        found.update(("WS4", "WS5"))
    return frozenset(found)


class Source:
    """A file as flake8 hands it over; ``lines`` keep their line ends.

    ``filename`` is the name under which the file is shown; it may not exist (standard
    input of an editor) and is never read.
    """

    __slots__ = ("filename", "lines", "tree")

    def __init__(self, filename: str, lines: Sequence[str], tree: ast.Module) -> None:
        self.filename = filename
        self.lines = lines
        self.tree = tree

    def column(self, line: int, offset: int) -> int:
        """The character column of a byte offset, as ``ast`` counts them, in a line."""
        if not 0 < line <= len(self.lines):
            return offset
        text = self.lines[line - 1]
        if text.isascii():
            return offset
        return len(text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace"))

    def span(self, node: ast.AST) -> Span:
        """The place of a node. Functions and classes stand on their ``def`` or ``class``."""
        line: int = getattr(node, "lineno", 1)
        offset: int = getattr(node, "col_offset", 0)
        end_line: int = getattr(node, "end_lineno", None) or line
        end_offset: int | None = getattr(node, "end_col_offset", None)
        return Span(
            line,
            self.column(line, offset),
            end_line,
            self.column(end_line, offset if end_offset is None else end_offset),
        )

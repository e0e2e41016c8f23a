"""One file: its lines, its tree, and places in it in characters."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .findings import Span


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

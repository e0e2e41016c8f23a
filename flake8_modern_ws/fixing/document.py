"""The text that is edited: places of the tree as offsets, the file's line ends."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from bisect import bisect_right
from functools import cached_property

from ..findings import Span
from ..source import Source
from .reasons import Reason, Withheld

_LINE_END = re.compile(r"\r\n|\n")
#: Comments for tools about the statement they follow, which lose their point with it.
PRAGMA = re.compile(r"#\s*(noqa|type:|pylint:|isort:|ruff:|pragma:|pyright:|mypy:|nosec)", re.I)
_LONE_RETURN = re.compile(r"\r(?!\n)")


def split_lines(text: str) -> list[str]:
    """Lines with their ends, as Python's tokenizer counts them."""
    return io.StringIO(text, newline="\n").readlines()


class Document:
    """A text with its tree. Offsets are characters from 0."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self._starts = [0]
        for line in source.lines:
            self._starts.append(self._starts[-1] + len(line))
        match = _LINE_END.search(text)
        self.newline = match.group() if match else "\n"

    @property
    def has_lone_returns(self) -> bool:
        """Whether a carriage return stands alone; tools disagree on whether it ends a line."""
        return _LONE_RETURN.search(self.text) is not None

    def offset(self, line: int, column: int) -> int:
        """The offset of a line (from 1) and a column (from 0, in characters)."""
        return self._starts[line - 1] + column

    def extent(self, where: ast.AST | Span) -> tuple[int, int]:
        """Start and end of a node."""
        span = where if isinstance(where, Span) else self.source.span(where)
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def start(self, node: ast.AST) -> int:
        return self.extent(node)[0]

    def end(self, node: ast.AST) -> int:
        return self.extent(node)[1]

    def of(self, node: ast.AST) -> str:
        """The text of a node."""
        start, end = self.extent(node)
        return self.text[start:end]

    def line_of(self, offset: int) -> int:
        """The line, from 1, in which an offset lies."""
        return max(1, min(bisect_right(self._starts, offset), len(self.source.lines)))

    def line_extent(self, offset: int) -> tuple[int, int]:
        """Start and end (with its line end) of the line in which an offset lies."""
        line = self.line_of(offset)
        return self._starts[line - 1], self._starts[line]

    def expect(self, start: int, end: int, text: str) -> None:
        """Raise ``Withheld`` unless the text stands there.

        Before Python 3.12 the places of nodes inside f-strings are wrong.
        """
        if self.text[start:end] != text:
            raise Withheld(Reason.NOT_FOUND)

    def attribute_extent(self, node: ast.Attribute) -> tuple[int, int]:
        """Start and end of an attribute's name, without the dot."""
        end = self.end(node)
        start = end - len(node.attr)
        self.expect(start, end, node.attr)
        return start, end

    def comments(self, start: int, end: int) -> list[str]:
        """The comments in a stretch of code, without those that are meant for tools.

        Such a one is about the statement that it follows, and loses its point with it.
        """
        text = self.text
        found = [text[comment:self.line_extent(comment)[1]].rstrip()
                 for comment in self._comments if start <= comment < end
                 ] if "#" in text[start:end] else []
        return [comment for comment in found if not PRAGMA.match(comment)]

    def mentions(self, name: str) -> bool:
        """Whether a comment for type checkers names something, or a text inside a text."""
        word = re.compile(rf"#\s*type:.*\b{re.escape(name)}\b")
        quoted = re.compile(rf"""(['"])[^'"]*\b{re.escape(name)}\b[^'"]*\1""")
        return ("type:" in self.text and any(
            word.match(self.text, comment) for comment in self._comments
        )) or (quoted.search(self.text) is not None and any(
            isinstance(node, ast.Constant) and isinstance(node.value, str)
            and quoted.search(node.value) for node in ast.walk(self.source.tree)))

    def has_comment(self, start: int, end: int) -> bool:
        """Whether a comment stands in a stretch of code."""
        return "#" in self.text[start:end] and any(
            start <= comment < end for comment in self._comments)

    @cached_property
    def _comments(self) -> list[int]:
        """Where comments start; every ``#`` if they cannot be told."""
        try:
            return [
                self.offset(*token.start)
                for token in tokenize.generate_tokens(iter(self.source.lines).__next__)
                if token.type == tokenize.COMMENT]
        except (tokenize.TokenError, SyntaxError):
            return [i for i, character in enumerate(self.text) if character == "#"]

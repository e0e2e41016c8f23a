"""Types written as strings: parsed, with places that point into the string."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence

_OPENING = re.compile(r"[uUrR]?('''|\"\"\"|'|\")")


def parse(string: ast.Constant, lines: Sequence[str]) -> ast.expr | None:
    """The expression that a string annotation holds, or None if it holds none.

    The nodes of the result are new and carry places (line, byte offset) in the file: inside
    the string where its text stands there to the letter, else at the start of the string.
    """
    text = str(string.value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Parentheses, as typing allows a line break inside a triple-quoted annotation.
            expression = ast.parse(f"({text})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    opening = _opening(string, text, lines)
    for node in ast.walk(expression):
        if isinstance(node, ast.expr):
            _place(node, string, opening)
    return expression


def _opening(string: ast.Constant, text: str, lines: Sequence[str]) -> int | None:
    """Bytes from the start of the literal to its first character; None with escapes."""
    if not 0 < string.lineno <= len(lines):
        return None
    rest = lines[string.lineno - 1].encode("utf-8", "surrogatepass")[string.col_offset:]
    decoded = rest.decode("utf-8", "replace")
    match = _OPENING.match(decoded)
    if match is None:
        return None
    first, newline, _ = text.partition("\n")
    content = decoded[match.end():]
    quote = match.group(1)
    if not content.startswith(first + ("\n" if newline else quote)):
        return None
    if not newline and string.end_lineno != string.lineno:
        return None  # an implicit concatenation over several lines
    length = len((match.group(0) + first + quote).encode("utf-8", "surrogatepass"))
    if not newline and string.end_col_offset != string.col_offset + length:
        return None  # an implicit concatenation on one line
    return len(match.group(0))


def _place(node: ast.expr, string: ast.Constant, opening: int | None) -> None:
    line, offset = node.lineno, node.col_offset
    end_line, end_offset = node.end_lineno or line, node.end_col_offset or offset
    if opening is None:
        line, offset = string.lineno, string.col_offset
        end_line = string.end_lineno or string.lineno
        end_offset = string.end_col_offset or string.col_offset
    else:
        start = string.col_offset + opening - 1  # the parenthesis that was put in front
        offset += start if line == 1 else 0
        end_offset += start if end_line == 1 else 0
        line += string.lineno - 1
        end_line += string.lineno - 1
    node.lineno, node.col_offset = line, offset
    node.end_lineno, node.end_col_offset = end_line, end_offset

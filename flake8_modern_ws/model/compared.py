"""Values that tests of the installed ``websockets`` handle, and how they compare.

Text compares as text and tuples as tuples, as they would when the program runs.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from .values import UNKNOWN

_ORDER: Mapping[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}


class Present:
    """Something that exists and is neither None nor false; nothing else is known of it."""

    def __repr__(self) -> str:
        return "PRESENT"


PRESENT: Final = Present()


class ParsedVersion(tuple[int, ...]):
    """A parsed version: compares by release number, ``14`` equal to ``14.0``."""

    #: The numbers as written, with zeros at the end.
    written: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> ParsedVersion | None:
        """The version that some text spells, None unless it is a plain release number."""
        parts = text.strip().removeprefix("v").split(".")
        if not all(part.isascii() and part.isdigit() for part in parts):
            return None
        numbers = [int(part) for part in parts]
        written = tuple(numbers)
        while numbers and numbers[-1] == 0:
            numbers.pop()
        version = cls(numbers)
        version.written = written
        return version


def compare(comparison: ast.cmpop, left: object, right: object) -> object:
    """The result of a comparison; ``UNKNOWN`` where it depends on what is not known."""
    if isinstance(comparison, (ast.Is, ast.IsNot)):
        if left is UNKNOWN or right is UNKNOWN or (left is not None and right is not None):
            return UNKNOWN
        return (left is right) is isinstance(comparison, ast.Is)
    if left is UNKNOWN or right is UNKNOWN or left is PRESENT or right is PRESENT:
        if isinstance(comparison, (ast.Eq, ast.NotEq)) and PRESENT in (left, right):
            if None in (left, right):
                return isinstance(comparison, ast.NotEq)
        return UNKNOWN
    if isinstance(comparison, (ast.In, ast.NotIn)):
        if not isinstance(right, (str, tuple)) or (
            isinstance(right, str) and not isinstance(left, str)
        ):
            return UNKNOWN
        return (left in right) is isinstance(comparison, ast.In)
    # LooseVersion("14") < "15" works, and so does a version against text in old libraries.
    if isinstance(left, ParsedVersion) and isinstance(right, str):
        right = ParsedVersion.of(right)
    elif isinstance(right, ParsedVersion) and isinstance(left, str):
        left = ParsedVersion.of(left)
    if left is None or right is None:
        return UNKNOWN
    if isinstance(left, ParsedVersion) is not isinstance(right, ParsedVersion):
        return UNKNOWN
    return _ORDER[type(comparison)](left, right)


def truth(value: object) -> bool | None:
    """Whether a value counts as true; None for an unknown one."""
    if value is UNKNOWN:
        return None
    return value is PRESENT or bool(value)

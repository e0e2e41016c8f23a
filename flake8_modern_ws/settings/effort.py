"""How much work a regular expression can make of one name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import Any

from ..source import NAME_LENGTH

#: In how many ways a pattern may go about one place of a name: three free repeats at most.
WAYS = 1_000_000
#: Characters of a pattern.
PATTERN_LENGTH = 2_000

# The parser of ``re``: https://docs.python.org/3/library/re.html names no public way to it.
_parser = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")


def ways(pattern: str) -> int:
    """An upper bound of the ways to match a pattern at one place, ``WAYS + 1`` for too many.

    The search goes back at each choice: choices in a row multiply, alternatives add up, and
    a repeat of something that has choices itself multiplies them with each round.
    """
    return _sequence(_parser.parse(pattern), 0)


def _sequence(items: Iterable[tuple[Any, Any]], depth: int) -> int:
    product = 1
    for operation, argument in items:
        product *= _item(str(operation), argument, depth + 1)
        if product > WAYS:
            return WAYS + 1
    return product


def _item(operation: str, argument: Any, depth: int) -> int:
    if depth > 50:
        return WAYS + 1
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeat(argument[0], argument[1], argument[2], depth)
    if operation == "BRANCH":
        return sum(_sequence(branch, depth) for branch in argument[1])
    if operation in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return _sequence(argument[-1], depth)
    if operation == "ATOMIC_GROUP":
        return _sequence(argument, depth)
    if operation == "GROUPREF_EXISTS":
        return sum(_sequence(branch or (), depth) for branch in argument[1:])
    return 1


def _repeat(least: Any, most: Any, body: Any, depth: int) -> int:
    low: int = min(int(least), NAME_LENGTH)
    high: int = min(int(most), NAME_LENGTH)
    inner = _sequence(body, depth)
    if inner == 1:
        return high - low + 1
    total = 0
    for count in range(low, high + 1):
        total += int(inner ** count)
        if total > WAYS:
            return WAYS + 1
    return total

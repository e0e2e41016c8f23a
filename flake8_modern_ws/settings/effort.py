"""How much work a regular expression can make of one name."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..words import NAME_LENGTH

#: In how many ways a pattern may go about one place of a name: three free repeats, and some
#: alternatives.
WAYS = 10_000_000
#: Characters of a pattern.
PATTERN_LENGTH = 2_000

#: Added to the depth where no round of a repeat can be told from the next.
_INSEPARABLE = 1_000

# The parser of ``re``: https://docs.python.org/3/library/re.html names no public way to it.
_parser = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")


def ways(pattern: str) -> int:
    """An upper bound of the ways to match a pattern at one place, ``WAYS + 1`` for too many.

    The search goes back at each choice: choices in a row multiply, alternatives add up, and
    a repeat of something that has choices itself multiplies them with each round.
    """
    # Where case is ignored, letters that differ may be the same.
    parsed = _parser.parse(pattern)
    separable = not re.search(r"\(\?[a-zA-Z]*i", pattern)
    return _sequence(parsed, 0 if separable else _INSEPARABLE)


def _sequence(items: Iterable[tuple[Any, Any]], depth: int) -> int:
    product = 1
    for operation, argument in items:
        product *= _item(str(operation), argument, depth + 1)
        if product > WAYS:
            return WAYS + 1
    return product


def _item(operation: str, argument: Any, depth: int) -> int:
    if depth % _INSEPARABLE > 50:
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
    if inner == 1 or (depth < _INSEPARABLE and _is_separated(body)):
        return high - low + 1
    total = 0
    for count in range(low, high + 1):
        total += int(inner ** count)
        if total > WAYS:
            return WAYS + 1
    return total


_ASCII = frozenset(range(128))
_CATEGORIES = {
    "DIGIT": frozenset(b"0123456789"), "SPACE": frozenset(b" \t\n\r\f\v"),
    "WORD": frozenset(c for c in _ASCII if chr(c).isalnum() or c == ord("_")),
}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def _is_separated(body: Any) -> bool:
    """Whether each round shows where it starts: ``(?:[A-Z][a-z]+)*``, ``(?:ab|cd)*``.

    It starts with a character that the one repeat inside cannot match, so there is one way.
    """
    first = _first(body)
    repeats = list(_repeats(body))
    if first is None or len(repeats) > 1 or _chooses_later(body):
        return False
    return all(not first & _characters(repeat) for repeat in repeats)


def _chooses_later(body: Any) -> bool:
    """Whether there are alternatives behind the first item, or inside the first ones."""
    for index, (operation, argument) in enumerate(body):
        name = str(operation)
        if name == "SUBPATTERN" and index == 0:
            if _chooses_later(argument[-1]):
                return True
        elif name == "BRANCH" and index == 0:
            if any(_chooses_later(branch) or "BRANCH" in str(branch) for branch in argument[1]):
                return True
        elif "BRANCH" in f"{operation} {argument}":
            return True
    return False


def _first(body: Any) -> frozenset[int] | None:
    """The characters that some items start with; None if they may start in several ways."""
    if not len(body):
        return None
    operation, argument = str(body[0][0]), body[0][1]
    if operation == "SUBPATTERN":
        return _first(argument[-1])
    if operation == "BRANCH":
        found: frozenset[int] = frozenset()
        for branch in argument[1]:
            start = _first(branch)
            if start is None or start & found:
                return None
            found |= start
        return found
    return _matched(operation, argument)


def _matched(operation: str, argument: Any) -> frozenset[int] | None:
    """The characters that one item matches, of ASCII; None if it is no single character."""
    if operation == "LITERAL":
        return frozenset({argument})
    if operation == "NOT_LITERAL":
        return _ASCII - {argument}
    if operation == "ANY":
        return _ASCII
    if operation != "IN":
        return None
    found: set[int] = set()
    negated = False
    for kind, value in argument:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.add(value)
        elif name == "RANGE":
            found.update(range(value[0], value[1] + 1))
        else:
            category = _CATEGORIES.get(str(value).removeprefix("CATEGORY_"))
            found.update(_ASCII if category is None or negated else category)
    return _ASCII - found if negated else frozenset(found)


def _repeats(body: Any) -> Iterator[Any]:
    """The bodies of the repeats in some items."""
    for operation, argument in body:
        name = str(operation)
        if name in _REPEATS:
            yield argument[2]
            yield from _repeats(argument[2])
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeats(branch)
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
            yield from _repeats(argument[-1])
        elif name in ("GROUPREF_EXISTS", "ATOMIC_GROUP"):
            yield [(operation, argument)]  # not looked into: anything


def _characters(body: Any) -> frozenset[int]:
    """The characters that a repeated item can match; all of ASCII if it is no single one."""
    if len(body) == 1:
        matched = _matched(str(body[0][0]), body[0][1])
        if matched is not None:
            return matched
    return _ASCII

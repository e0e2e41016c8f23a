"""Patterns of names and of files: what turns text into them, and what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePath

from ..words import Words
from . import GENERIC, MANAGER


def endings(manager: re.Pattern[str], generic: re.Pattern[str]) -> tuple[str, ...]:
    """How the names that two patterns find end: known of the default ones, else nothing."""
    if manager.pattern == MANAGER and generic.pattern == GENERIC:
        return ("anager", "ub", "ool", "egistry", "roker", "ridge", "roadcaster", "outer")
    return ()


def words_for(names: Iterable[str], manager: re.Pattern[str]) -> Words:
    """The words of dotted names, and of a manager pattern unless it is the default one."""
    last = {name.rpartition(".")[2] for name in names}
    if manager.pattern == MANAGER:
        return Words(tuple(sorted(last)))
    return Words(tuple(sorted(last)), (manager,))


def pattern(value: object) -> re.Pattern[str]:
    """A regular expression; raises ``ValueError`` with the reason and the place in it.

    One that could search a single name for minutes is refused: see ``effort.ways``.
    """
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a regular expression")
    text = value.strip()
    from . import effort

    if len(text) > effort.PATTERN_LENGTH:
        raise ValueError(
            f"expected a regular expression of at most {effort.PATTERN_LENGTH} characters")
    try:
        compiled = re.compile(text)
        costly = effort.ways(text) > effort.WAYS
    except RecursionError:
        raise ValueError("expected a regular expression, but it is nested too deeply") from None
    except (re.error, OverflowError) as error:
        raise ValueError(f"expected a regular expression, but {error}") from None
    if costly:
        raise ValueError(
            "expected a regular expression that is fast on every name; "
            "write it without repeats inside repeats and with at most three of * and +")
    return compiled


def matches_file(patterns: tuple[str, ...], filename: str) -> bool:
    """Whether a file, by the name it is shown under, is one of those that patterns name.

    ``tests/`` names a folder at any depth below the working directory, ``test_*.py`` a file
    name, ``app/*/check.py`` the end of a path.
    """
    path = PurePath(filename)
    if path.is_absolute():
        working_directory = Path.cwd()
        if path.is_relative_to(working_directory):
            path = path.relative_to(working_directory)
    parts = path.parts
    for item in patterns:
        if item.endswith(("/", "\\")):
            wanted = PurePath(item).parts
            folders = parts[:-1]
            if any(all(fnmatch(f, w) for f, w in zip(folders[i:], wanted))
                   for i in range(len(folders) - len(wanted) + 1)):
                return True
        elif len(PurePath(item).parts) == 1:
            if parts and fnmatch(parts[-1], item):
                return True
        elif path.match(item):
            return True
    return False

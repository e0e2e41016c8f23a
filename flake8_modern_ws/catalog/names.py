"""Finds the row of a qualified name."""

from __future__ import annotations

from functools import lru_cache

from .rows import DeprecatedName
from .websockets_names import NAMES

_ROWS = {row.path: row for row in NAMES}


def find(path: str) -> DeprecatedName | None:
    """The row of exactly this path."""
    return _ROWS.get(path)


@lru_cache(maxsize=4096)
def longest_match(path: str) -> DeprecatedName | None:
    """The row of the path, or of the longest part of it, cut at a dot, that has one."""
    while path:
        row = _ROWS.get(path)
        if row is not None:
            return row
        path = path.rpartition(".")[0]
    return None

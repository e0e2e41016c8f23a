"""Patterns of paths as flake8 reads them: ``fnmatch`` on the name and on the absolute path."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate

_SEPARATORS = os.sep + (os.altsep or "")
_WILDCARD = re.compile(r"[*?\[]")


def normalize(pattern: str, parent: str = os.curdir) -> str:
    """A pattern that names a folder on its way is made absolute, from ``parent``.

    A plain name stays as it is: it is compared with the last part of a path.
    """
    if pattern == "." or any(separator in pattern for separator in _SEPARATORS):
        pattern = os.path.abspath(os.path.join(parent, pattern))
    return pattern.rstrip(_SEPARATORS)


def _union(patterns: Iterable[str]) -> Callable[[str], object]:
    """Whether any of the patterns matches a text that went through ``normcase``."""
    together = "|".join(f"(?:{translate(os.path.normcase(pattern))})" for pattern in patterns)
    return re.compile(together).match if together else _never


def _never(text: str) -> None:
    return None


def _only_names(pattern: str) -> bool:
    """Whether a pattern matches an absolute path just if it matches the path's last part.

    So do plain names, ``*.egg``, and what begins with a letter.
    """
    if os.sep != "/":
        return False
    if pattern.startswith("*"):
        return not _WILDCARD.search(pattern, 1) and "/" not in pattern
    return pattern[:1] not in ("", "/", "?", "[")


class PathPatterns:
    """A list of patterns; ``matches`` tells whether a path is one of those they name."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._any = _union(patterns)
        self._absolute = _union(item for item in patterns if not _only_names(item))
        self._empty = not patterns

    def matches(self, path: str) -> bool:
        """Whether the last part of the path, or the absolute path, matches a pattern."""
        if self._empty:
            return False
        name = os.path.basename(path)
        if name in ("", ".", ".."):
            if name == "" and self._any(""):
                return True
            return self._any(os.path.normcase(os.path.abspath(path))) is not None
        if self._any(os.path.normcase(name)):
            return True
        return self._absolute is not _never and self._absolute(
            os.path.normcase(os.path.abspath(path))) is not None


def any_of(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path, as it is spelt, matches one of some patterns; all do if there are none."""
    if not patterns:
        return lambda path: True
    if all(item.startswith("*") and not _WILDCARD.search(item, 1) for item in patterns) and (
            os.path.normcase("A") == "A"):
        endings = tuple(item[1:] for item in patterns)
        return lambda path: path.endswith(endings)
    union = _union(patterns)
    return lambda path: union(os.path.normcase(path)) is not None

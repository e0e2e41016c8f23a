"""Which codes are reported: ``select``, ``ignore``, their extensions, ``per-file-ignores``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..settings.errors import SettingsError
from .patterns import PathPatterns, normalize

#: What flake8 selects where nothing is said: its own letters, and the entry point of ours.
_SELECTED_BY_DEFAULT = ("WS", "W")
#: Nothing that flake8 ignores by default is a prefix of a code of ours.
_IGNORED_BY_DEFAULT = ()
_PIECE = re.compile(
    r"(?P<code>[A-Z]+[0-9]*(?=$|\s|,))|(?P<file>[^\s:,]+)|(?P<colon>\s*:\s*)"
    r"|(?P<separator>\s*,\s*|\s+)")


class Selection(NamedTuple):
    """The lists of prefixes as they were given; None: not given at all."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] | None = None
    extend_ignore: tuple[str, ...] = ()

    def reports(self, code: str) -> bool:
        """Whether a code is reported: stated beats unstated, then the longer prefix wins."""
        selected = _longest(code, self.select, self.extend_select, _SELECTED_BY_DEFAULT)
        ignored = _longest(code, self.ignore, self.extend_ignore, _IGNORED_BY_DEFAULT)
        if selected is None or ignored is None:
            return selected is not None
        if selected.stated != ignored.stated:
            return selected.stated
        return selected.length > ignored.length


class _Match(NamedTuple):
    length: int
    #: Whether the prefix was written by the user.
    stated: bool


def _longest(
    code: str, given: tuple[str, ...] | None, extended: tuple[str, ...], default: tuple[str, ...]
) -> _Match | None:
    stated = (*(given or ()), *extended)
    effective = stated if given is not None else (*default, *extended)
    lengths = [len(prefix) for prefix in effective if code.startswith(prefix)]
    if not lengths:
        return None
    return _Match(max(lengths), code.startswith(stated))


class FileSelection:
    """What is reported in which file."""

    def __init__(
        self, selection: Selection, per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ) -> None:
        self._default = selection
        self._given = selection, per_file
        self._per_file = [
            (len(pattern), PathPatterns([pattern]),
             selection._replace(extend_ignore=(*selection.extend_ignore, *codes)))
            for pattern, codes in ((normalize(name), codes) for name, codes in per_file)]
        self.reports = cache(self._reports)
        self._of = cache(self._selection_of)

    def __reduce__(self) -> tuple[object, ...]:
        return FileSelection, self._given

    def _reports(self, code: str, path: str) -> bool:
        return self._of(path).reports(code)

    def _selection_of(self, path: str) -> Selection:
        """Of the patterns that match a file, the longest decides alone, the first of equals."""
        longest, found = 0, self._default
        for length, pattern, selection in self._per_file:
            if length > longest and pattern.matches(path):
                longest, found = length, selection
        return found

    @property
    def reports_any(self) -> bool:
        """Whether any code of ours can be reported, in a file without ignores of its own."""
        stated = (*(self._default.select or ()), *self._default.extend_select)
        return self._default.select is None or any(
            prefix.startswith("WS") or "WS".startswith(prefix) for prefix in stated)


def per_file_ignores(text: str, place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The pairs of ``a.py,b.py: WS1 WS201  tests/*: WS4``.

    Raises ``SettingsError`` where flake8 would end the run.
    """
    if not text.strip():
        return ()
    found: list[tuple[str, tuple[str, ...]]] = []
    names: list[str] = []
    codes: list[str] = []
    after_colon = False
    separated = True
    for kind, piece in _pieces(text):
        if kind == "separator":
            separated = True
        elif kind == "colon" and not after_colon:
            after_colon = separated = True
        elif kind == "file" and separated:
            if after_colon:
                found += [(name, tuple(codes)) for name in names if codes]
                names, codes, after_colon = [], [], False
            names.append(piece)
            separated = False
        elif kind == "code" and separated and after_colon:
            codes.append(piece)
            separated = False
        else:
            raise _malformed(place)
    if not after_colon:
        raise _malformed(place)
    return (*found, *((name, tuple(codes)) for name in names if codes))


def _malformed(place: str) -> SettingsError:
    return SettingsError(
        f"{place}: is not a list of file patterns with codes, such as 'tests/*: WS401 WS405'")


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for match in _PIECE.finditer(text):
        yield str(match.lastgroup), match.group().strip()

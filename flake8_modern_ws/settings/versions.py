"""Releases of a library, and the range of them that a project supports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

_BOUNDING = frozenset({">=", ">", "==", "===", "~="})


@cache
def release(text: str) -> tuple[int, ...]:
    """A final release as numbers that compare: ``14.0`` and ``14`` are equal."""
    numbers = [int(part) for part in text.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


class SupportedRange(NamedTuple):
    """The catalogued releases that satisfy what a project declares, oldest first.

    ``declared`` says whether the project states a lower bound; without one the range is the
    newest catalogued release alone. ``origin`` names where the declaration stands.
    """

    releases: tuple[str, ...]
    declared: bool
    origin: str

    @property
    def lowest(self) -> str:
        return self.releases[0]

    @property
    def newest(self) -> str:
        return self.releases[-1]

    def guarantees(self, since: str) -> bool:
        """Whether every release of the range has what came with release ``since``."""
        return release(self.lowest) >= release(since)

    def reaches(self, since: str) -> bool:
        """Whether the newest release of the range has what came with release ``since``."""
        return release(self.newest) >= release(since)


def newest_alone(catalogued: tuple[str, ...], origin: str) -> SupportedRange:
    """The range of a project that declares nothing."""
    return SupportedRange(catalogued[-1:], False, origin)


def from_specifiers(
    specifiers: Iterable[str], catalogued: tuple[str, ...], origin: str
) -> SupportedRange:
    """The union of the ranges of some specifiers (``>=12,<16``).

    Raises ``ValueError`` (``packaging``'s ``InvalidSpecifier``) for anything else. Semantics:
    the version specifiers specification of packaging.python.org.
    """
    from packaging.specifiers import SpecifierSet

    supported: set[str] = set()
    declared = False
    for text in specifiers:
        specifier = SpecifierSet(text)
        if any(clause.operator in _BOUNDING for clause in specifier):
            declared = True
            matching = [r for r in catalogued if specifier.contains(r)]
            supported.update(matching or (_nearest(specifier, catalogued),))
        else:
            # No lower bound: what an installation gets today is the newest that is allowed.
            matching = [r for r in catalogued if specifier.contains(r)]
            supported.update(matching[-1:] or catalogued[-1:])
    if not supported:
        return newest_alone(catalogued, origin)
    ordered = tuple(r for r in catalogued if r in supported)
    return SupportedRange(ordered, declared, origin)


def _nearest(specifier: SpecifierSet, catalogued: tuple[str, ...]) -> str:
    """For a specifier that no catalogued release satisfies: the one just below its bound.

    That is the newest for a project that is ahead of the catalog, the oldest for one behind.
    """
    from packaging.version import InvalidVersion, Version

    nearest = catalogued[0]
    for clause in specifier:
        try:
            bound = Version(clause.version.removesuffix(".*")).release
        except InvalidVersion:
            continue  # "===" takes any text
        for candidate in catalogued:
            below = release(candidate) <= bound
            if clause.operator in _BOUNDING and below and release(candidate) > release(nearest):
                nearest = candidate
    return nearest


def from_option(text: str, catalogued: tuple[str, ...], origin: str) -> SupportedRange:
    """The range that an option states: a specifier, or a bare version (``14``: ``==14.*``)."""
    bare = text.strip()
    if bare and bare[0].isdigit():
        bare = f"=={bare.removesuffix('.*')}.*"
    return from_specifiers([bare], catalogued, origin)

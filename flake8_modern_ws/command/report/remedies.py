"""How a finding can be settled: by a safe fix, by a fix to be reviewed, or by hand.

This is the one place that decides it. It reads the catalog's judgement of the row that a finding
is about, found by the name that its message quotes; a finding without such a row is for a
person. It is an estimate from above: whether every use in a file can follow is not looked at.
When findings carry a plan of their fix, ``remedy`` is to ask the plan instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from ...catalog import names, websockets_arguments, websockets_attributes
from ...catalog.rows import DeprecatedAttribute, Fix
from ...catalog.switched_names import SWITCHED
from ...findings import Finding
from ...settings.versions import release


class Way(Enum):
    """Who does it."""

    SAFE = "fixable safely"
    REVIEW = "fixable with review"
    HAND = "by hand"


class Remedy(NamedTuple):
    """What settles a finding."""

    way: Way
    #: The release that the replacement came with; None if every release has it.
    since: str | None = None
    #: The lower bound of websockets that settles the finding without a change of code.
    settled_by: str | None = None


_WAYS = {Fix.SAFE: Way.SAFE, Fix.UNSAFE: Way.REVIEW, Fix.MANUAL: Way.HAND}
_BY_HAND = Remedy(Way.HAND)
_QUOTED = re.compile(r"'([^']+)'(?: of '([^']+)')?")
_BOUND = re.compile(r"[Rr]equire websockets>=([0-9.]*[0-9])")
_ATTRIBUTES = (*websockets_attributes.CONNECTION, *websockets_attributes.SERVER)


def remedy(finding: Finding) -> Remedy:
    """How to settle a finding."""
    quoted = _QUOTED.match(finding.message)
    if quoted is None:
        return _BY_HAND
    name, owner = quoted[1], quoted[2]
    bound = _BOUND.search(finding.hint)
    settled_by = None if bound is None else bound[1]
    if finding.code == "WS107" and name in SWITCHED:
        return Remedy(Way.REVIEW, SWITCHED[name].since, settled_by)
    if settled_by is not None:
        return Remedy(Way.HAND, None, settled_by)
    if finding.code.startswith(("WS1", "WS2")):
        return _of_name(name)
    if finding.code == "WS301":
        return _of_argument(name, owner)
    if finding.code == "WS304":
        return _of_attributes(row for row in _ATTRIBUTES if row.name == name)
    if finding.code == "WS305":
        return _of_attributes(row for rows in websockets_attributes.EXCEPTION.values()
                              for row in rows if row.name == name)
    return _BY_HAND


def _of_name(path: str) -> Remedy:
    row = names.longest_match(path)
    if row is None or row.replacement is None:
        return _BY_HAND
    return Remedy(_WAYS[row.fix], row.since)


def _of_argument(name: str, owner: str | None) -> Remedy:
    for row in websockets_arguments.ARGUMENTS:
        if row.name == name and owner in row.callables:
            return Remedy(_WAYS[row.fix], row.since)
    return _BY_HAND


def _of_attributes(rows: Iterable[DeprecatedAttribute]) -> Remedy:
    """Of the rows of one name, which differ by side, the one that asks for most."""
    order = list(Way)
    found = [Remedy(_WAYS[row.fix] if row.replacement else Way.HAND, row.since) for row in rows]
    return max(found, key=lambda item: (order.index(item.way), release(item.since or "0")),
               default=_BY_HAND)

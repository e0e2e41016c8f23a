"""How a finding can be settled: by a safe fix, by a fix to be reviewed, or by hand.

The plan that a finding carries tells. That is an estimate from above: whether everything in a
file that a change concerns can follow it shows when the fixer tries (``trial``).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from ...catalog.rows import Fix
from ...catalog.switched_names import INTRODUCED_IN
from ...findings import Finding
from ...plans import Plan
from ...settings.versions import release


class Way(Enum):
    """Who does it."""

    SAFE = "fixable safely"
    REVIEW = "fixable with review"
    HAND = "by hand"


class Remedy(NamedTuple):
    """What settles a finding."""

    way: Way
    #: The lowest release of websockets for which the fix is right; None if it is for every one.
    since: str | None = None
    #: The lower bound of websockets that settles the finding without a change of code.
    settled_by: str | None = None


WAYS = {Fix.SAFE: Way.SAFE, Fix.UNSAFE: Way.REVIEW, Fix.MANUAL: Way.HAND}
_BOUND = re.compile(r"[Rr]equire websockets>=([0-9.]*[0-9])")


def remedy(finding: Finding) -> Remedy:
    """How to settle a finding."""
    bound = _BOUND.search(finding.hint)
    settled_by = None if bound is None else bound[1]
    plan = finding.plan
    if not isinstance(plan, Plan) or plan.fix is Fix.MANUAL:
        return Remedy(Way.HAND, None, settled_by)
    since = plan.since
    if plan.implementation == "package" and release(since or "0") < release(INTRODUCED_IN):
        since = INTRODUCED_IN
    return Remedy(WAYS[plan.fix], since, settled_by)

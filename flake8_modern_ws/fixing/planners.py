"""Which planner carries out which plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..plans import (
    AddImport,
    Plan,
    RemoveArm,
    ReplaceAttribute,
    ReplaceConstructor,
    ReplaceName,
)
from . import additions, attributes, exceptions, fallbacks, names
from .changes import Change
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

Planner = Callable[[Any, Subject, Imports], Change]

_PLANNERS: dict[type[Plan], Planner] = {
    ReplaceName: names.plan,
    ReplaceAttribute: attributes.plan,
    ReplaceConstructor: exceptions.plan,
    AddImport: additions.plan,
    RemoveArm: fallbacks.plan,
}


def change_for(plan: Plan, subject: Subject, imports: Imports) -> Change:
    """The change that carries out a plan. Raises ``Withheld``."""
    planner = _PLANNERS.get(type(plan))
    if planner is None:
        raise Withheld(Reason.MANUAL)
    return planner(plan, subject, imports)

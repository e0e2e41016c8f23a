"""Which planner carries out which plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..plans import (
    AddImport,
    NameArguments,
    Plan,
    RemoveArm,
    RemovePath,
    RenameOption,
    ReplaceArgument,
    ReplaceAttribute,
    ReplaceConstructor,
    ReplaceHook,
    ReplaceName,
    ReplaceProtocolBase,
    ReplaceProtocolClass,
    ReplaceProtocolFactory,
    ReplaceStarName,
    RunInLoop,
    SetOptions,
)
from . import (
    additions,
    arguments,
    attributes,
    exceptions,
    fallbacks,
    handlers,
    hooks,
    loops,
    names,
    protocols,
    servers,
    star_names,
)
from .changes import Change
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

Planner = Callable[[Any, Subject, Imports], Change]

_PLANNERS: dict[type[Plan], Planner] = {
    ReplaceName: names.plan,
    ReplaceStarName: star_names.plan,
    ReplaceAttribute: attributes.plan,
    ReplaceConstructor: exceptions.plan,
    AddImport: additions.plan,
    ReplaceArgument: arguments.plan,
    NameArguments: arguments.plan_names,
    ReplaceProtocolFactory: arguments.plan_factory,
    ReplaceProtocolBase: protocols.plan,
    ReplaceProtocolClass: protocols.plan_argument,
    RemoveArm: fallbacks.plan,
    RemovePath: handlers.plan,
    ReplaceHook: hooks.plan,
    RunInLoop: loops.plan,
    SetOptions: servers.plan,
    RenameOption: servers.plan_name,
}


def change_for(plan: Plan, subject: Subject, imports: Imports) -> Change:
    """The change that carries out a plan. Raises ``Withheld``."""
    planner = _PLANNERS.get(type(plan))
    if planner is None:
        raise Withheld(Reason.MANUAL)
    return planner(plan, subject, imports)

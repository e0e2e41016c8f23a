"""Calls that look managers up while a module is imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..scopes import Scope, Structure
from .classes import REALTIME_MODULES, ManagerClasses
from .events import ImportTimeLookup
from .instances import Placement, runs_at_import
from .origins import Origin, Origins

_GETTER = re.compile(
    r"_*(?:get|create|init|provide|make|build|resolve|fetch|obtain)_(?:\w+_)?"
    r"(?:manager|hub|bridge|broadcaster)(?:_instance|_singleton)?$")
_CLASS_GETTERS = frozenset({"instance", "get_instance", "getInstance", "shared", "get_shared",
                            "get_default", "get_singleton"})
_NAMES_WEBSOCKETS = re.compile(r"web_?socket|(?:^|_)ws_", re.IGNORECASE)


def is_getter(name: str) -> bool:
    """Whether a function with this name looks a manager up, or makes it."""
    return _GETTER.match(name) is not None


class Lookups:
    """The lookups of one module at import time."""

    def __init__(
        self, structure: Structure, origins: Origins, classes: ManagerClasses,
        placement: Placement,
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._classes = classes
        self._placement = placement

    def collect(self) -> Iterator[ImportTimeLookup]:
        """Calls of imported getters in code that runs at import."""
        for call, scope, statement in candidates(self._structure):
            if not runs_at_import(scope):
                continue
            origin = self._origins.of(call.func, scope)
            if origin is None or origin.module is None or not self._is_getter(origin):
                continue
            if not self._placement.is_skipped(statement):
                yield ImportTimeLookup(call, origin.name)

    def _is_getter(self, origin: Origin) -> bool:
        names, module = self._classes.names, origin.module or ""
        if origin.name in _CLASS_GETTERS:
            owner_module, _, owner = module.rpartition(".")
            return self._classes.is_manager(Origin(owner, owner_module))
        if not _GETTER.match(origin.name) or names.exclude.search(origin.name):
            return False
        return bool(_NAMES_WEBSOCKETS.search(origin.name) or REALTIME_MODULES.search(module))


def candidates(structure: Structure) -> Iterator[tuple[ast.Call, Scope, ast.stmt]]:
    """Calls whose name, or the name that an import gives another, is one of a getter."""
    wanted = {alias.asname for statement, _ in structure.imports
              for alias in statement.names
              if alias.asname is not None and _GETTER.match(alias.name)}
    for name, calls in structure.calls_by_name.items():
        if name in wanted or name in _CLASS_GETTERS or _GETTER.match(name):
            yield from calls

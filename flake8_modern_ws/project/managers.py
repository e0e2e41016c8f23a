"""Connection managers that one module defines and another makes an instance of."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from ..model.linked import NOTHING, STAR, Linked
from ..model.managers.analysis import Declared
from .project import Project, among
from .resolver import Target

#: How often a manager may be the base of one in another module.
_ROUNDS = 3


class ManagerFacts:
    """Tells files which imported classes are managers, and which functions make some."""

    def __init__(self, project: Project, given: Mapping[str, Linked]) -> None:
        self._project = project
        self._given = given
        self._declared: dict[str, Declared] = {}

    def facts(self) -> dict[str, Linked]:
        """The facts by file."""
        paths = {path for path, names in self._project.files.managing.items()
                 if self._makes(path, names)}
        linked = dict(self._given)
        paths |= {path for path in linked if path in self._project.files.managing}
        for _ in range(_ROUNDS):
            for path in sorted(paths):
                self._declare(path, linked.get(path, NOTHING))
            homes = {path: frozenset((*declared.classes, *declared.factories))
                     for path, declared in self._declared.items()}
            uses = self._project.spread(
                {path: names for path, names in homes.items() if names}, among(homes))
            found = {path: self._told(path, targets) for path, targets in uses.items()}
            paths = {path for path, told in found.items() if told != linked.get(path)}
            linked.update(found)
            if not paths:
                break
        return linked

    def _makes(self, path: str, names: frozenset[str]) -> bool:
        """Whether other files seem to call, or to derive from, what a file defines."""
        for importer, taken in self._project.files.imports.importers(path).items():
            wanted = names if taken is None or STAR in taken else names & taken
            data = self._project.files.read(importer) if wanted else b""
            if any(f"{name}(".encode() in data or f"({name}".encode() in data
                   or f", {name}".encode() in data for name in wanted):
                return True
        return False

    def _declare(self, path: str, told: Linked) -> None:
        model = self._project.model(path)
        with suppress(Exception):  # the file says so itself if it is an error of ours
            if model is not None:
                declared = model.told(told).managers.declared
                if declared.classes or declared.factories:
                    self._declared[path] = declared

    def _told(self, path: str, targets: Mapping[str, Target]) -> Linked:
        classes: dict[str, bool] = {}
        factories: dict[str, str] = {}
        for written, target in targets.items():
            declared = self._declared[target.path]
            if target.name in declared.classes:
                classes[written] = declared.classes[target.name]
            else:
                factories[written] = declared.factories[target.name]
        return self._given.get(path, NOTHING)._replace(managers=classes, factories=factories)

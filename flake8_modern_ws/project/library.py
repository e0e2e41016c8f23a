"""What files have from the library, hand to it and make of it, for the files that use that."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from contextlib import suppress

from ..model.kinds import Kind
from ..model.linked import NOTHING, Linked, Served
from .project import Project
from .resolver import Target
from .summary import LIBRARY, OWN, ClassSummary, Summary, summarise

#: How many bases of a class are followed, and how often results may lead to others.
_DEPTH = 10
_ROUNDS = 3


def is_library(target: Target) -> bool:
    """Whether something is the library, or of it."""
    return (target.foreign + ".").startswith(LIBRARY + ".")


def among(homes: Mapping[str, Container[str]]) -> Callable[[Target], bool]:
    """Whether something is one of the names that files define."""
    return lambda target: not target.attributes and target.name in homes.get(target.path, ())


class Library:
    """What the files have from the library, hand to it, and make of it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._linked: dict[str, Linked] = {}
        self._summaries: dict[str, Summary] = {}

    def facts(self) -> dict[str, Linked]:
        project = self._project
        imports = project.files.imports
        homes = {path: frozenset(project.told(path, is_library))
                 for path in project.files.holding if imports.importers(path)}
        taken = project.spread({path: names for path, names in homes.items() if names},
                               is_library)
        for path, targets in taken.items():
            names = {written: target.foreign for written, target in targets.items()}
            self._add(path, Linked(names=names, modules=_beginnings(names),
                                   origins=self._homes(path, targets)))
        self._objects({*homes, *taken, *(
            path for path in project.files.handing if imports.leads_anywhere(path))})
        self._handlers()
        self._through()
        return self._linked

    def _through(self) -> None:
        """What comes through files that hand on no more than names comes from behind them."""
        holding = frozenset(self._project.files.holding)
        for path, linked in self._linked.items():
            origins, pending = set(linked.origins), list(linked.origins)
            while pending:
                origin = pending.pop()
                if origin not in holding and origin in self._linked:
                    more = self._linked[origin].origins - origins
                    origins |= more
                    pending += more
            self._linked[path] = linked._replace(origins=frozenset(origins - {path}))

    def _add(self, path: str, more: Linked) -> None:
        old = self._linked.get(path, NOTHING)
        self._linked[path] = Linked(
            {**old.names, **more.names}, old.modules | more.modules,
            {**old.classes, **more.classes}, {**old.results, **more.results},
            (*old.served, *more.served), (old.origins | more.origins) - {path})

    def _homes(self, path: str, targets: Mapping[str, Target]) -> frozenset[str]:
        """The files that an importing file depends on for what it takes."""
        found = set()
        for written, target in targets.items():
            home = self._project.target(path, written.rpartition(".")[0] or written)
            if target.path:
                found.add(target.path)
            elif home is not None and home.path:
                found.add(home.path)
        return frozenset(found)

    def _objects(self, paths: set[str]) -> None:
        """Classes and functions: in rounds, as one may be made of another's."""
        known: dict[str, frozenset[str]] = {}
        for _ in range(_ROUNDS):
            for path in sorted(paths):
                model = self._project.model(path)
                with suppress(Exception):  # the file says so itself if it is an error of ours
                    if model is not None:
                        self._summaries[path] = summarise(
                            path, model.told(self._linked.get(path, NOTHING)),
                            self._project.files.imports.names_taken(path))
            homes = {path: frozenset((*summary.results, *(
                name for name in summary.classes if self._attributes(path, name, _DEPTH))))
                for path, summary in self._summaries.items()}
            homes = {path: names for path, names in homes.items() if names}
            if homes == known:
                break
            known = homes
            paths = set()
            taken = self._project.spread(homes, among(homes))
            for path, targets in taken.items():
                before = self._linked.get(path, NOTHING)
                self._add(path, self._made(path, targets))
                if self._linked[path] != before:
                    paths.add(path)
            if not paths:
                break

    def _made(self, path: str, targets: Mapping[str, Target]) -> Linked:
        results: dict[str, Kind] = {}
        classes: dict[str, Mapping[str, Kind]] = {}
        surface = self._project.surface(path)
        bases = frozenset() if surface is None else surface.bases
        for written, target in targets.items():
            summary = self._summaries[target.path]
            if target.name in summary.results:
                results[written] = summary.results[target.name]
            elif target.name in bases or written.rpartition(".")[2] in bases:
                classes[written] = self._attributes(target.path, target.name, _DEPTH)
        used = {written: target for written, target in targets.items()
                if written in results or written in classes}
        return Linked(results=results, classes=classes, origins=self._homes(path, used))

    def _attributes(self, path: str, name: str, depth: int) -> dict[str, Kind]:
        """The attributes of a class of a file, those of its bases included."""
        cls = self._class(path, name) if depth > 0 else None
        if cls is None:
            return {}
        found: dict[str, Kind] = {}
        for base in reversed(cls.bases):
            if base.startswith(OWN):
                target: Target | None = Target(path, base.removeprefix(OWN))
            else:
                target = self._project.target(path, base)
            if target is not None and target.name and not target.attributes and (
                target != Target(path, name)
            ):
                found.update(self._attributes(target.path, target.name, depth - 1))
        found.update(cls.attributes)
        return found

    def _class(self, path: str, name: str) -> ClassSummary | None:
        summary = self._summaries.get(path)
        return None if summary is None else summary.classes.get(name)

    def _handlers(self) -> None:
        """Functions and methods that one file defines and another gives to ``serve``."""
        served: dict[str, dict[Served, None]] = {}
        for path, summary in self._summaries.items():
            for item in summary.handed:
                target = self._project.target(path, item.path)
                method = item.method
                if target is not None and len(target.attributes) == 1 and not method:
                    method = target.attributes[0]  # of an object that the other module makes
                    target = self._project.origin(target)
                if target is None or not target.name or target.attributes:
                    continue
                name = f"{target.name}.{method}" if method else target.name
                served.setdefault(target.path, {})[
                    item.served._replace(name=name, by=path)] = None
        for path, items in served.items():
            others = tuple(item for item in items if item.by != path)
            if others:
                self._add(path, Linked(
                    served=others, origins=frozenset(item.by for item in others)))


def _beginnings(names: Mapping[str, str]) -> frozenset[str]:
    """What leads to paths: all that stands before their last dots."""
    found = set()
    for path in names:
        head = path.rpartition(".")[0]
        while head.strip(".") and head not in found:
            found.add(head)
            head = head.rpartition(".")[0]
    return frozenset(found)

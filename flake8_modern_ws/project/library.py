"""What files have from the library, hand to it and make of it, for the files that use that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from ..model.linked import CALLED, NOTHING, Linked, Served
from .callees import LIBRARY, OWN
from .objects import Objects
from .passing import Passing
from .project import Project, among, depends
from .resolver import Target
from .summary import Summary, summarise

#: How often what is known may lead to more.
_ROUNDS = 5


def is_library(target: Target) -> bool:
    """Whether something is the library, or of it."""
    return (target.foreign + ".").startswith(LIBRARY + ".")


class Library:
    """What the files have from the library, hand to it, and make of it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        #: What files have from the library; with what is made of it.
        self._names: dict[str, Linked] = {}
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
            self._names[path] = Linked(names=names, modules=_beginnings(names),
                                       origins=depends(project, path, targets))
        self._linked = dict(self._names)
        self._rounds({*homes, *taken, *(
            path for path in project.files.using if imports.leads_anywhere(path))})
        self._through()
        return self._linked

    def _rounds(self, paths: set[str]) -> None:
        """Summaries and facts, in turn: what one file tells makes another tell more."""
        objects, passing = Objects(self._project), Passing(self._project)
        for _ in range(_ROUNDS):
            for path in sorted(paths):
                model = self._project.model(path)
                with suppress(Exception):  # the file says so itself if it is an error of ours
                    if model is not None:
                        self._summaries[path] = summarise(
                            path, model.told(self._linked.get(path, NOTHING)),
                            self._project.files.imports.names_taken(path))
            before, self._linked = self._linked, dict(self._names)
            for found in (objects.facts(self._summaries), self._handlers(),
                          passing.facts(self._summaries, before)):
                for path, more in found.items():
                    self._add(path, more)
            paths = {path for path, linked in self._linked.items()
                     if linked != before.get(path)}
            if not paths:
                break

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
        told = {field: value for field, value in more._asdict().items() if value}
        told["origins"] = (old.origins | more.origins) - {path}
        self._linked[path] = old._replace(**told)

    def _handlers(self) -> dict[str, Linked]:
        """Functions and methods that one file defines and another gives to ``serve``."""
        served: dict[str, dict[Served, None]] = {}
        for path, summary in self._summaries.items():
            for item in summary.handed:
                if item.path.startswith(OWN):
                    found = self._derived(path, item.path.removeprefix(OWN), item.method)
                else:
                    found = self._given(path, item.path, item.method)
                for home, name in found:
                    served.setdefault(home, {})[
                        item.served._replace(name=name, by=path)] = None
        linked = {}
        for path, items in served.items():
            others = tuple(item for item in items if item.by != path)
            if others:
                linked[path] = Linked(
                    served=others, origins=frozenset(item.by for item in others))
        return linked

    def _given(self, path: str, written: str, method: str) -> Iterator[tuple[str, str]]:
        """The file and the name of what a file gives to ``serve``."""
        target = self._project.target(path, written)
        if target is not None and len(target.attributes) == 1 and not method:
            method = target.attributes[0]  # of an object that the other module makes
            target = self._project.origin(target)
        if target is None or not target.name or target.attributes:
            return
        name = f"{target.name}.{method}" if method else target.name
        yield target.path, name.replace("." + CALLED, CALLED)

    def _derived(self, path: str, owner: str, method: str) -> Iterator[tuple[str, str]]:
        """The methods by which classes of other files replace one that is given to ``serve``."""
        homes = {path: frozenset({owner})}
        for importer, targets in self._project.spread(homes, among(homes)).items():
            surface = self._project.surface(importer)
            model = self._project.model(importer) if surface is not None and any(
                written.rpartition(".")[2] in surface.bases for written in targets) else None
            for node, scope in () if model is None else model.structure.classes:
                if scope.kind == "module" and model is not None and any(
                    model.names.written(base, scope) in targets for base in node.bases
                ) and method in model.scope_of(node).bindings:
                    yield importer, f"{node.name}.{method}"


def _beginnings(names: Mapping[str, str]) -> frozenset[str]:
    """What leads to paths: all that stands before their last dots."""
    found = set()
    for path in names:
        head = path.rpartition(".")[0]
        while head.strip(".") and head not in found:
            found.add(head)
            head = head.rpartition(".")[0]
    return frozenset(found)

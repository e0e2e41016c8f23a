"""The files of a project, read as far as questions about them ask."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from typing import NamedTuple

from ..model.linked import STAR, joined
from ..model.module import Model
from ..source import Source
from .imports import Imports
from .modules import Modules
from .resolver import Resolver, Target
from .summary import exports_of
from .surface import Made, Surface, surface_of

#: How many files a name may be handed through.
_ROUNDS = 10
#: Tells whether something is worth knowing elsewhere.
Told = Callable[[Target], bool]


class Files(NamedTuple):
    """What a project consists of, and how to read it."""

    modules: Modules
    imports: Imports
    #: A parsed file; None if it cannot be read.
    source: Callable[[str], Source | None]
    #: The bytes of a file, empty if it cannot be read.
    read: Callable[[str], bytes]
    #: The model of a file, without facts.
    model: Callable[[Source], Model]
    #: Whether a top-level module belongs to the project of a file.
    is_local: Callable[[str, str], bool]
    #: Whether a file is one of tests.
    is_test: Callable[[str], bool] = lambda path: False
    #: The files that hold the name of the library, and those of them that import it.
    holding: tuple[str, ...] = ()
    using: tuple[str, ...] = ()
    #: Those that may start uvicorn.
    serving: tuple[str, ...] = ()
    #: Those that may define managers, with the classes and functions of each.
    managing: Mapping[str, frozenset[str]] = {}
    #: Those that may put a connection into something of another.
    storing: tuple[str, ...] = ()


class Project:
    """Names and models of all files; each read once, and only when asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._models: dict[str, Model | None] = {}
        self._surfaces: dict[str, Surface | None] = {}
        self._exported: dict[str, Mapping[str, str]] = {}
        self._holding = frozenset(files.holding)
        self.resolver = Resolver(files.modules, self.surface, self.exports, files.is_local)
        #: Looks into no more files than those that are known to matter.
        self._quick = Resolver(files.modules, self._open_surface, self.exports, files.is_local,
                               lasting=False)
        self._open: set[str] = set(files.holding)

    def model(self, path: str) -> Model | None:
        """The model of a file, without facts."""
        if path not in self._models:
            self._models[path] = None  # if it cannot be read, or is an error of ours
            source = self.files.source(path)
            if source is not None:
                with suppress(Exception):
                    self._models[path] = self.files.model(source)
        return self._models[path]

    def surface(self, path: str) -> Surface | None:
        """What a file binds."""
        if path not in self._surfaces:
            if path in self._holding:
                self.model(path)
            model = self._models.get(path)
            source = self.files.source(path) if model is None else model.source
            self._surfaces[path] = None if source is None else surface_of(source.tree)
        return self._surfaces[path]

    def _open_surface(self, path: str) -> Surface | None:
        return self.surface(path) if path in self._open else None

    def exports(self, path: str) -> Mapping[str, str]:
        """What names of a file are known to mean of the library."""
        if path not in self._exported:
            model = self.model(path) if path in self._holding else None
            self._exported[path] = {} if model is None else exports_of(model)
        return self._exported[path]

    def target(self, path: str, written: str) -> Target | None:
        """What a path means that a file writes."""
        rest = written.lstrip(".")
        parts = [part for part in rest.split(".") if part and part != STAR]
        return self.resolver.locate(path, len(written) - len(rest), parts)

    def origin(self, target: Target) -> Target | None:
        """What an object of a module is an instance of, if the module makes it by one call."""
        surface = self.surface(target.path)
        entries = () if surface is None else surface.names.get(target.name, ())
        entry = entries[0] if len(entries) == 1 else None
        return self.chain(target.path, entry.names) if isinstance(entry, Made) else None

    def chain(self, path: str, names: tuple[str, ...]) -> Target | None:
        """What a chain of names means at the level of a module."""
        target = self.resolver.name(path, names[0])
        for name in names[1:]:
            target = None if target is None else self.resolver.member(target, name)
        return target

    def told(self, path: str, tells: Told, _active: frozenset[str] = frozenset()) -> dict[
        str, Target]:
        """The names of a module that are worth knowing elsewhere, as far as that is known yet."""
        surface = self._open_surface(path)
        if surface is None or path in _active:
            return {}
        names = dict.fromkeys(surface.names)
        for star in surface.stars:
            home = self._quick.link(path, star)
            if home is not None and home.is_module:
                other = self._open_surface(home.path)
                names.update(dict.fromkeys(
                    name for name in self.told(home.path, tells, _active | {path})
                    if other is not None and other.is_public(name)))
        found: dict[str, Target] = {}
        for name in names:
            target = self._quick.name(path, name)
            if target is not None and tells(target):
                found[name] = target
        return found

    def spread(self, homes: Mapping[str, frozenset[str]], tells: Told) -> dict[
        str, dict[str, Target]]:
        """The files that take what is worth knowing, and under which paths they write it.

        ``homes`` are the files that have it, with the names there. A file that hands it on
        makes others of interest in the next round, so that files which have nothing to do with
        it are never read.
        """
        return {path: paths for path, (paths, _) in self.reached(homes, tells).items() if paths}

    def reached(self, homes: Mapping[str, frozenset[str]], tells: Told) -> dict[
        str, tuple[dict[str, Target], bool]]:
        """The same, and whether it is sure that a file takes no more than that."""
        self._open.update(homes)
        found: dict[str, dict[str, tuple[Target, set[str]]]] = {}
        telling, fresh = dict(homes), set(homes)
        for _ in range(_ROUNDS):
            reached = {
                importer for home in fresh
                for importer, names in self.files.imports.importers(home).items()
                if names is None or STAR in names or names & telling[home]}
            self._open |= reached
            fresh = set()
            for importer in sorted(reached):
                paths = self._taken(importer, tells)
                if not paths:
                    continue
                found[importer] = paths
                own = frozenset(self.told(importer, tells))
                if own - telling.get(importer, frozenset()):
                    telling[importer] = own
                    fresh.add(importer)
            if not fresh:
                break
        sure: dict[str, tuple[dict[str, Target], bool]] = {}
        for path, paths in found.items():
            same = {written: target for written, (target, names) in paths.items()
                    if self.target(path, written) == target
                    and all(self._keeps(path, name) for name in names)}
            sure[path] = same, len(same) == len(paths)
        return sure

    def _keeps(self, path: str, local: str) -> bool:
        """Whether a name that an import binds is given nothing else by the module.

        Else the file may get what it takes from elsewhere as well.
        """
        surface = self.surface(path)
        return surface is None or local not in surface.names or (
            self.resolver.name(path, local) is not None)

    def _taken(self, path: str, tells: Told) -> dict[str, tuple[Target, set[str]]]:
        """What a file takes, by the paths that it writes, and the names that it binds for it."""
        surface = self.surface(path)
        found: dict[str, tuple[Target, set[str]]] = {}
        for link in surface.links if surface is not None else ():
            target = self._quick.link(path, link._replace(renamed=True))
            if target is None:
                continue
            written = link.path if link.name else link.module
            if target.foreign == written:
                continue  # taken from where it comes from
            if not target.is_module:
                if link.name != STAR and tells(target):
                    found.setdefault(written, (target, set()))[1].add(link.local)
                continue
            home = self._open_surface(target.path) if link.name == STAR else None
            told = self.told(target.path, tells)
            data = self.files.read(path) if told else b""
            for name, inner in told.items():
                if home is None and f".{name}".encode() not in data:
                    continue  # an attribute that the file never asks for
                if link.name != STAR or (home is not None and home.is_public(name)):
                    found.setdefault(joined(written, name), (inner, set()))[1].add(link.local)
        return found


def among(homes: Mapping[str, Container[str]]) -> Callable[[Target], bool]:
    """Whether something is one of the names that files define."""
    return lambda target: not target.attributes and target.name in homes.get(target.path, ())


def depends(project: Project, path: str, targets: Mapping[str, Target]) -> frozenset[str]:
    """The files that an importing file depends on for what it takes."""
    found = set()
    for written, target in targets.items():
        home = project.target(path, written.rpartition(".")[0] or written)
        if target.path:
            found.add(target.path)
        elif home is not None and home.path:
            found.add(home.path)
    return frozenset(found)

"""Follows names through the modules of a project to where they come from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..model.linked import STAR
from .modules import Modules
from .surface import Alias, Entry, Link, Surface

#: How many imports and aliases a name may pass through.
_DEPTH = 10


class Target(NamedTuple):
    """What a name is: a module (``name`` is empty), what a module of the project defines
    (``attributes`` of it, outermost last), or the qualified name of something ``foreign``."""

    path: str = ""
    name: str = ""
    attributes: tuple[str, ...] = ()
    foreign: str = ""

    @property
    def is_module(self) -> bool:
        """Whether it is a module of the project."""
        return bool(self.path) and not self.name


class Resolver:
    """Answers for the files of a project; what is unknown, or ambiguous, is None.

    ``surface`` gives what a file binds, None if it cannot be read; ``exports`` what its names
    are known to mean of the library, where more than imports and aliases tells that;
    ``is_local`` whether a top-level module belongs to the project of a file; ``lasting`` that
    what is unknown stays so.
    """

    def __init__(
        self,
        modules: Modules,
        surface: Callable[[str], Surface | None],
        exports: Callable[[str], Mapping[str, str]],
        is_local: Callable[[str, str], bool],
        lasting: bool = True,
    ) -> None:
        self._lasting = lasting
        self._is_local = is_local
        self._modules = modules
        self._surface = surface
        self._exports = exports
        self._known: dict[tuple[str, str], Target | None] = {}
        self._active: set[tuple[str, str]] = set()

    def link(self, importer: str, link: Link, depth: int = _DEPTH) -> Target | None:
        """What an alias of an import binds."""
        parts = link.module.split(".") if link.module else []
        if link.name:
            parts = [*parts, *([] if link.name == STAR else [link.name])]
        elif not link.renamed:
            parts = parts[:1]
        return self.locate(importer, link.level, parts, depth)

    def locate(
        self, importer: str, level: int, parts: Iterable[str], depth: int = _DEPTH
    ) -> Target | None:
        """What a dotted path means in a file that imports it."""
        if depth <= 0:
            return None
        passed: list[str] = []
        target: Target | None = None
        of_project = level > 0
        if level:
            package = self._modules.find(importer, level, "")
            target = None if package is None else Target(package)
        for part in parts:
            passed.append(part)
            if target is not None:
                package, target = target.path, self.member(target, part, depth)
                if target is None and (package is None or self._binds(package, part, depth)):
                    return None
                continue
            # Packages without a file of their own come before the first that is found.
            path = self._modules.find(importer, level, ".".join(passed))
            if path is not None:
                target = self._inside_package(path, passed, depth)
                of_project = True
        if target is None and not of_project and passed and not self._is_local(
            passed[0], importer
        ):
            return Target(foreign=".".join(passed))
        return target

    def _binds(self, path: str, name: str, depth: int) -> bool:
        """Whether a module may give a name a value."""
        surface = self._surface(path)
        return surface is not None and (
            name in surface.names
            or self._starred(path, surface, name, depth) != (None, True))

    def _inside_package(self, path: str, passed: list[str], depth: int) -> Target | None:
        """A module that is found by several parts; its package may bind the last otherwise."""
        package = self._modules.package(path) if len(passed) > 1 else None
        surface = None if package is None else self._surface(package)
        if package is not None and surface is not None and passed[-1] in surface.names:
            return self.name(package, passed[-1], depth - 1)
        return Target(path)

    def member(self, target: Target, name: str, depth: int = _DEPTH) -> Target | None:
        """What an attribute of something is."""
        if target.foreign:
            return target._replace(foreign=f"{target.foreign}.{name}")
        if target.name:
            return target._replace(attributes=(*target.attributes, name))
        return self.name(target.path, name, depth - 1)

    def name(self, path: str, name: str, depth: int = _DEPTH) -> Target | None:
        """What a module has under a name."""
        key = path, name
        if key in self._known:
            return self._known[key]
        if key in self._active:  # "from . import name" in the package itself
            inner = self._modules.inside(path, name)
            return None if inner is None else Target(inner)
        if depth <= 0:
            return None
        self._active.add(key)
        found = self._name(path, name, depth)
        self._active.discard(key)
        # Inside a circle, what is known elsewhere may seem unknown.
        if found is not None or (self._lasting and not self._active):
            self._known[key] = found
        return found

    def _name(self, path: str, name: str, depth: int) -> Target | None:
        exported = self._exports(path).get(name)
        if exported is not None:
            return Target(foreign=exported)
        surface = self._surface(path)
        inner = self._modules.inside(path, name)
        if surface is None:
            return None if inner is None else Target(inner)
        entries = surface.names.get(name, ())
        if entries:
            found = {self._entry(path, name, entry, depth) for entry in entries}
            return found.pop() if len(found) == 1 else None
        starred = self._starred(path, surface, name, depth)
        if inner is not None:
            return Target(inner) if starred == (None, True) else None
        return starred[0]

    def _starred(
        self, path: str, surface: Surface, name: str, depth: int
    ) -> tuple[Target | None, bool]:
        """What star imports give a name, and whether it is sure that they give it nothing."""
        found: set[Target | None] = set()
        for star in surface.stars:
            home = self.link(path, star, depth - 1)
            if home is not None and home.foreign.partition(".")[0] in sys.stdlib_module_names:
                continue
            if home is None or not home.is_module:
                return None, False
            other = self._surface(home.path)
            if other is None or home.path == path:
                return None, False
            if name in other.names:
                if other.is_public(name):
                    found.add(self.name(home.path, name, depth - 1))
            elif other.stars and other.is_public(name):
                inner = self.name(home.path, name, depth - 1)
                if inner is not None:
                    found.add(inner)
        if not found:
            return None, True
        return (found.pop() if len(found) == 1 else None), False

    def _entry(self, path: str, name: str, entry: Entry, depth: int) -> Target | None:
        if isinstance(entry, Link):
            return self.link(path, entry, depth - 1)
        if isinstance(entry, Alias):
            if entry.names[0] == name:
                return None
            target = self.name(path, entry.names[0], depth - 1)
            for part in entry.names[1:]:
                target = None if target is None else self.member(target, part, depth - 1)
            return target
        return Target(path, name)

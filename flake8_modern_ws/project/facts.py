"""Joins the summaries of files to facts about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.kinds import Kind
from ..model.linked import MARK, Linked, Position, Served
from .modules import Modules
from .summary import Link, Summary

#: How many imports a name may pass through.
_DEPTH = 10


def join(summaries: Iterable[Summary], modules: Modules) -> dict[str, Linked]:
    """The facts by file; files without any are left out."""
    return _Join({summary.path: summary for summary in summaries}, modules).facts()


class _Join:
    def __init__(self, summaries: dict[str, Summary], modules: Modules) -> None:
        self._summaries = summaries
        self._modules = modules
        self._numbers = {path: str(number) for number, path in enumerate(summaries)}

    def facts(self) -> dict[str, Linked]:
        served: dict[str, list[Served]] = {}
        servers: dict[str, set[str]] = {}
        for summary in self._summaries.values():
            for names, given in summary.given:
                target = self._target(summary, names)
                if target is not None:
                    path, name = target
                    served.setdefault(path, []).append(given._replace(name=name, by=summary.path))
                    servers.setdefault(path, set()).add(summary.path)
        found: dict[str, Linked] = {}
        for summary in self._summaries.values():
            linked = self._linked(summary, tuple(dict.fromkeys(served.get(summary.path, ()))))
            if linked is not None:
                origins = linked.origins | servers.get(summary.path, set())
                found[summary.path] = linked._replace(origins=origins - {summary.path})
        return found

    def _linked(self, summary: Summary, served: tuple[Served, ...]) -> Linked | None:
        names: dict[Position, str] = {}
        modules: dict[Position, str] = {}
        exports: dict[str, Mapping[str, str]] = {}
        classes: dict[Position, Mapping[str, Kind]] = {}
        origins: set[str] = set()
        for link in summary.links:
            module = self._module(summary.path, link)
            if module is not None:
                exported = self._exports(module)
                if exported:
                    modules[link.position] = MARK + self._numbers[module]
                    exports[self._numbers[module]] = exported
                    origins.add(module)
                continue
            home = self._home(summary.path, link)
            if home is None:
                continue
            path = self._export(home, link.name, _DEPTH)
            if path is not None:
                names[link.position] = path
                origins.add(home)
            attributes = self._attributes(home, link.name, _DEPTH)
            if attributes:
                classes[link.position] = attributes
                origins.add(home)
        if not (names or modules or classes or served):
            return None
        return Linked(names, modules, exports, classes, served, frozenset(origins))

    def _module(self, importer: str, link: Link) -> str | None:
        """The file of the module that an alias binds, if it binds one."""
        if not link.name:
            return self._known(self._modules.find(importer, link.level, link.module))
        module = f"{link.module}.{link.name}" if link.module else link.name
        return self._known(self._modules.find(importer, link.level, module))

    def _home(self, importer: str, link: Link) -> str | None:
        """The file that a name is imported from."""
        if not link.name:
            return None
        return self._known(self._modules.find(importer, link.level, link.module))

    def _known(self, path: str | None) -> str | None:
        return path if path in self._summaries else None

    def _exports(self, path: str) -> dict[str, str]:
        summary = self._summaries[path]
        found = dict(summary.exports)
        for link in summary.links:
            if link.name and link.local not in found:
                exported = self._through(path, link, _DEPTH)
                if exported is not None:
                    found[link.local] = exported
        return found

    def _through(self, path: str, link: Link, depth: int) -> str | None:
        home = self._home(path, link) if depth > 0 else None
        return None if home is None or home == path else self._export(home, link.name, depth - 1)

    def _export(self, path: str, name: str, depth: int) -> str | None:
        """The library's name for a name of a file."""
        summary = self._summaries[path]
        if name in summary.exports:
            return summary.exports[name]
        found = {self._through(path, link, depth) for link in summary.links if link.local == name}
        found |= {
            self._export(home, name, depth - 1)
            for link in summary.links if link.name == "*" and depth > 0
            for home in (self._home(path, link),) if home is not None and home != path}
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _attributes(self, path: str, name: str, depth: int) -> dict[str, Kind]:
        """The attributes of a class of a file, those of its bases included."""
        if depth <= 0:
            return {}
        summary = self._summaries[path]
        cls = summary.classes.get(name)
        if cls is None:
            for link in summary.links:
                if link.local == name and link.name:
                    home = self._home(path, link)
                    if home is not None and home != path:
                        return self._attributes(home, link.name, depth - 1)
            return {}
        found: dict[str, Kind] = {}
        for base in reversed(cls.bases):
            if base != name:
                found.update(self._attributes(path, base, depth - 1))
        found.update(cls.attributes)
        return found

    def _target(self, summary: Summary, names: tuple[str, ...]) -> tuple[str, str] | None:
        """The file and the name of a function that is given by a chain of imported names."""
        links = [link for link in summary.links if link.local == names[0]]
        if len(links) != 1:
            return None
        module = self._module(summary.path, links[0])
        if module is not None:
            return (module, names[1]) if len(names) == 2 else None
        home = self._home(summary.path, links[0])
        if home is None or len(names) != 1:
            return None
        return self._defined(home, links[0].name, _DEPTH)

    def _defined(self, path: str, name: str, depth: int) -> tuple[str, str]:
        """Where a function is defined that a file may only hand on."""
        links = [link for link in self._summaries[path].links if link.local == name and link.name]
        home = self._home(path, links[0]) if len(links) == 1 and depth > 0 else None
        if home is None or home == path:
            return path, name
        return self._defined(home, links[0].name, depth - 1)

"""Which files may import from which, by the text of their import statements alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from .modules import Modules

_STATEMENT = re.compile(
    rb"[ \t]*(?:from[ \t]+([.\w \t]+?)[ \t]*import\b[ \t]*(\([^)]*\)|(?:[^\n\\#;]|\\\r?\n)*)"
    rb"|import[ \t]+((?:[^\n\\#;]|\\\r?\n)*))")
_COMMENT = re.compile(rb"#[^\n]*")


class Imported(NamedTuple):
    """One alias of an import statement; ``name`` is empty for ``import module``."""

    level: int
    module: str
    name: str


def statements(data: bytes) -> Iterator[Imported]:
    """The imports that a text seems to have: more rather than fewer."""
    position = data.find(b"import")
    while position >= 0:
        # A search for the word alone is much faster than one for the start of a statement.
        line = data.rfind(b"\n", 0, position) + 1
        start = max(data.rfind(mark, line, position) for mark in (b";", b":"))
        match = _STATEMENT.match(data, max(line, start + 1))
        if match is None:
            position = data.find(b"import", position + 6)
            continue
        position = data.find(b"import", max(match.end(), position + 6))
        module, names, modules = match.groups()
        if modules is not None:
            for name in _names(modules):
                yield Imported(0, name, "")
            continue
        path = module.decode("utf-8", "replace").replace(" ", "").replace("\t", "")
        level = len(path) - len(path.lstrip("."))
        for name in _names(names):
            yield Imported(level, path[level:], name)


def _names(text: bytes) -> Iterator[str]:
    text = _COMMENT.sub(b"", text).replace(b"\\", b" ")
    for part in text.strip(b"()").split(b","):
        words = part.split()
        if words:
            yield words[0].decode("utf-8", "replace")


class Imports:
    """The imports of the files of a project, by the files that they lead to."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._of: dict[str, tuple[Imported, ...]] = {}

    def add(self, path: str, data: bytes) -> None:
        """Take in one file."""
        self._of[path] = tuple(dict.fromkeys(statements(data)))

    def names_taken(self, path: str) -> frozenset[str] | None:
        """The names that other files may take from a file; None: any."""
        taken = self.importers(path).values()
        found: set[str] = set()
        for names in taken:
            if names is None or "*" in names:
                return None
            found |= names
        return frozenset(found)

    def leads_anywhere(self, path: str) -> bool:
        """Whether a file imports anything of the project."""
        return any(True for item in self._of.get(path, ()) for _ in self._leads(path, item))

    def importers(self, path: str) -> Mapping[str, frozenset[str] | None]:
        """The files that may import a file, and the names that they take; None: the module."""
        return self._importers.get(path, {})

    @cached_property
    def _importers(self) -> dict[str, dict[str, frozenset[str] | None]]:
        found: dict[str, dict[str, frozenset[str] | None]] = {}
        for importer, items in self._of.items():
            for item in items:
                for path, name in self._leads(importer, item):
                    if path == importer:
                        continue
                    taken = found.setdefault(path, {})
                    before = taken.get(importer, frozenset())
                    taken[importer] = None if name is None or before is None else before | {name}
        return found

    def _leads(self, importer: str, item: Imported) -> Iterator[tuple[str, str | None]]:
        """The files that an import leads to, and the name that it takes of each."""
        module = item.module
        if item.name:
            path = self._modules.find(importer, item.level, module)
            if path is not None:
                yield path, item.name
            inner = f"{module}.{item.name}" if module else item.name
            path = self._modules.find(importer, item.level, inner)
            if path is not None:
                yield path, None
            return
        while module:
            path = self._modules.find(importer, item.level, module)
            if path is not None:
                yield path, None
            module = module.rpartition(".")[0]

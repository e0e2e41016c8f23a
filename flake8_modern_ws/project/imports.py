"""Which files may import from which, by the text of their import statements alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from .modules import Modules

_REST = rb"[^\n\\#;]*(?:\\\r?\n[^\n\\#;]*)*"
_STATEMENT = re.compile(
    rb"[ \t]*(?:from\b[ \t]*([.\w]+)[ \t]*\bimport\b[ \t]*(\([^)]*\)|" + _REST + rb")"
    rb"|import[ \t]+(" + _REST + rb"))")
_WORD = re.compile(rb"\w+")
_COMMENT = re.compile(rb"#[^\n]*")


class Imported(NamedTuple):
    """One alias of an import statement; ``name`` is empty for ``import module``."""

    level: int
    module: str
    name: str
    #: The first part of what it binds.
    local: str = ""


#: An import statement: the module of ``from`` (else empty), and what it takes. A plain tuple:
#: there are as many as in all files.
_Statement: TypeAlias = tuple[bytes, bytes]


def _statements(data: bytes) -> Iterator[_Statement]:
    """The import statements that a text seems to have: more rather than fewer."""
    position = data.find(b"import")
    while position >= 0:
        # A search for the word alone is much faster than one for the start of a statement.
        line = data.rfind(b"\n", 0, position) + 1
        line = max(line, data.rfind(b";", line, position) + 1)
        match = _STATEMENT.match(data, line)
        if match is None:
            start = data.rfind(b":", line, position)
            match = _STATEMENT.match(data, start + 1) if start > 0 else None
        if match is None:
            position = data.find(b"import", position + 6)
            continue
        position = data.find(b"import", max(match.end(), position + 6))
        module, names, modules = match.groups()
        yield module or b"", names if modules is None else modules


def _imported(statement: _Statement) -> Iterator[Imported]:
    module, names = statement
    path = module.decode("utf-8", "replace")
    level = len(path) - len(path.lstrip("."))
    text = _COMMENT.sub(b"", names).replace(b"\\", b" ")
    for part in text.strip(b"()").split(b","):
        words = part.split()
        if words:
            name = words[0].decode("utf-8", "replace")
            local = words[-1].decode("utf-8", "replace").partition(".")[0]
            yield (Imported(level, path[level:], name, local) if path
                   else Imported(0, name, "", local))


class Imports:
    """The imports of the files of a project, by the files that they lead to."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._of: dict[str, tuple[_Statement, ...]] = {}
        #: The statements by the last part of the module, or by every part of ``import a.b``.
        self._by_word: defaultdict[bytes, list[tuple[str, _Statement]]] = defaultdict(list)
        self._known: dict[str, Mapping[str, frozenset[str] | None]] = {}

    def add(self, path: str, data: bytes) -> None:
        """Take in one file."""
        found = self._of[path] = tuple(_statements(data))
        by_word = self._by_word
        for statement in found:
            module, names = statement
            if module:
                by_word[module.rpartition(b".")[2]].append((path, statement))
            else:
                for word in set(_WORD.findall(names)):
                    by_word[word].append((path, statement))

    def names_taken(self, path: str) -> frozenset[str] | None:
        """The names that other files may take from a file; None: any."""
        found: set[str] = set()
        for names in self.importers(path).values():
            if names is None or "*" in names:
                return None
            found |= names
        return frozenset(found)

    def leads_anywhere(self, path: str) -> bool:
        """Whether a file imports anything of the project."""
        return any(True for statement in self._of.get(path, ()) for item in _imported(statement)
                   for _ in self._leads(path, item))

    def taken(self, path: str) -> Iterator[tuple[str, bool, str]]:
        """The files that a file imports from, whether it takes the module, and its local name."""
        for statement in self._of.get(path, ()):
            for item in _imported(statement):
                for home, name in self._leads(path, item):
                    if home != path:
                        yield home, name is None, item.local

    def importers(self, path: str) -> Mapping[str, frozenset[str] | None]:
        """The files that may import a file, and the names that they take; None: the module."""
        if path not in self._known:
            self._known[path] = self._importers(path)
        return self._known[path]

    def _importers(self, path: str) -> dict[str, frozenset[str] | None]:
        own, around = (part.encode("utf-8", "replace") for part in self._modules.last_parts(path))
        inside = self._modules.is_package(path)
        found: dict[str, frozenset[str] | None] = {}
        # "from .module import name", "from package import module", "from . import either"
        for word in (own, around, b""):
            for importer, statement in self._by_word.get(word, ()):
                if importer == path or (
                    word != own and own not in statement[1] and not (inside and not word)
                ):
                    continue
                for item in _imported(statement):
                    for home, name in self._leads(importer, item):
                        if home != path:
                            continue
                        before = found.get(importer, frozenset())
                        found[importer] = None if name is None or before is None else (
                            before | {name})
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

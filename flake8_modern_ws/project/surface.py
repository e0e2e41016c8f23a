"""What a module binds: the names that other modules can take from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.linked import STAR, joined
from ..model.names import chain


class Link(NamedTuple):
    """One alias of an import. ``name`` is empty for ``import module``."""

    level: int
    module: str
    name: str
    #: What it binds.
    local: str
    #: Whether ``as`` says so.
    renamed: bool = False

    @property
    def path(self) -> str:
        """What it binds, as it is written."""
        if self.name:
            return joined("." * self.level + self.module, self.name)
        return self.module if self.renamed else self.local


class Alias(NamedTuple):
    """``name = other.name``."""

    names: tuple[str, ...]


class Made(NamedTuple):
    """``name = other.name(…)``."""

    names: tuple[str, ...]


class Own(NamedTuple):
    """What the module makes itself: a function, a class, any other value."""


#: What gives a name its value.
Entry = Link | Alias | Made | Own
OWN = Own()


class Surface(NamedTuple):
    """The names of one module, with all that binds them; its imports, wherever they stand."""

    links: tuple[Link, ...]
    names: Mapping[str, tuple[Entry, ...]]
    stars: tuple[Link, ...]
    #: The names in ``__all__``; None without one.
    listed: frozenset[str] | None
    #: The last names of what its classes are derived from, under their own names.
    bases: frozenset[str] = frozenset()

    def is_public(self, name: str) -> bool:
        """Whether a star import brings a name."""
        return not name.startswith("_") if self.listed is None else name in self.listed


def surface_of(tree: ast.Module) -> Surface:
    """Read the statements of a module; no more than names and imports of them."""
    links: dict[Link, None] = {}
    stars: dict[Link, None] = {}
    names: dict[str, list[Entry]] = {}
    declared: set[str] = set()
    bases: set[str] = set()
    for statement, outside in _statements(tree):
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            for link in _links(statement):
                links[link] = None
                if not outside:
                    continue
                if link.name == STAR:
                    stars[link] = None
                else:
                    names.setdefault(link.local, []).append(link)
        elif isinstance(statement, ast.Global):
            declared.update(statement.names)
        if isinstance(statement, ast.ClassDef):
            bases.update(_last_names(statement.bases))
        if outside and not isinstance(statement, (ast.Import, ast.ImportFrom)):
            for name, entry in _bound(statement):
                names.setdefault(name, []).append(entry)
    for name in declared:  # a function may give it any value
        names.setdefault(name, []).append(OWN)
    bases |= {link.name for link in links if link.local in bases}
    return Surface(tuple(links), {name: tuple(entries) for name, entries in names.items()},
                   tuple(stars), _listed(tree) if "__all__" in names else None,
                   frozenset(bases))


def _statements(tree: ast.Module) -> Iterator[tuple[ast.stmt, bool]]:
    """Every statement, and whether it runs in the namespace of the module."""
    blocks: list[tuple[list[ast.stmt], bool]] = [(tree.body, True)]
    while blocks:
        block, outside = blocks.pop()
        for statement in block:
            yield statement, outside
            inner = outside and not isinstance(
                statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            for field in ("body", "orelse", "finalbody"):
                found = getattr(statement, field, None)
                if found.__class__ is list and found:
                    blocks.append((found, inner))
            for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
                blocks.append((part.body, inner))


def _links(statement: ast.Import | ast.ImportFrom) -> Iterator[Link]:
    for alias in statement.names:
        if isinstance(statement, ast.ImportFrom):
            yield Link(statement.level, statement.module or "", alias.name,
                       alias.asname or alias.name)
        else:
            yield Link(0, alias.name, "", alias.asname or alias.name.partition(".")[0],
                       alias.asname is not None)


def _last_names(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Subscript):
            node = node.value
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _bound(statement: ast.stmt) -> Iterator[tuple[str, Entry]]:
    """The names that a statement binds itself, not those of its blocks."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name, OWN
        return
    targets: list[ast.expr | None] = list(getattr(statement, "targets", ()))
    targets.append(getattr(statement, "target", None))
    targets += [item.optional_vars for item in getattr(statement, "items", ())]
    for target in targets:
        if isinstance(target, ast.Name):
            value = getattr(statement, "value", None)
            if isinstance(statement, ast.AnnAssign) and value is None:
                continue
            plain = isinstance(statement, (ast.Assign, ast.AnnAssign))
            if plain and isinstance(value, ast.Constant) and (
                value.value is None or value.value is False
            ):
                continue  # a placeholder, as in the model
            yield target.id, (_alias(value) if plain else None) or OWN
        elif target is not None:
            for part in ast.walk(target):
                if isinstance(part, ast.Name) and isinstance(part.ctx, (ast.Store, ast.Del)):
                    yield part.id, OWN
    for handler in getattr(statement, "handlers", ()):
        if handler.name:
            yield handler.name, OWN
    for case in getattr(statement, "cases", ()):
        for part in ast.walk(case.pattern):
            name = getattr(part, "name", None) or getattr(part, "rest", None)
            if isinstance(name, str):
                yield name, OWN


def _alias(value: ast.expr | None) -> Alias | Made | None:
    called = isinstance(value, ast.Call)
    node = value.func if isinstance(value, ast.Call) else value
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return None
    base, attributes = chain(node)
    if not isinstance(base, ast.Name):
        return None
    names = base.id, *attributes
    return Made(names) if called else Alias(names)


def _listed(tree: ast.Module) -> frozenset[str]:
    """The names that ``__all__`` is made of, if one list says it all; else none."""
    found: list[ast.expr | None] = []
    for statement, outside in _statements(tree):
        if outside and any(name == "__all__" for name, _ in _bound(statement)):
            plain = isinstance(statement, (ast.Assign, ast.AnnAssign))
            found.append(getattr(statement, "value", None) if plain else None)
    value = found[0] if len(found) == 1 else None
    if not isinstance(value, (ast.List, ast.Tuple)):
        return frozenset()
    return frozenset(part.value for part in value.elts
                     if isinstance(part, ast.Constant) and isinstance(part.value, str))

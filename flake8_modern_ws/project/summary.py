"""What one file has that may matter in another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ..model.handlers import HOOKS
from ..model.kinds import Kind, of_call
from ..model.linked import Position, Served
from ..model.module import Model
from ..model.names import chain

_SERVE_NAMES = frozenset({"serve", "unix_serve", "Serve"})
_ROLES = frozenset({"connection", "server", "exception"})
_LIBRARY = "websockets."


class Link(NamedTuple):
    """One alias of an import: where it stands, and what it asks for.

    ``name`` is empty for ``import module``; ``local`` is what it binds.
    """

    position: Position
    level: int
    module: str
    name: str
    local: str


class ClassSummary(NamedTuple):
    """A class: its bases as they are written, and its attributes of the library's kinds."""

    bases: tuple[str, ...]
    attributes: dict[str, Kind]


class Summary(NamedTuple):
    """One file. Holds no node of its tree."""

    path: str
    links: tuple[Link, ...]
    exports: dict[str, str] = {}
    classes: dict[str, ClassSummary] = {}
    #: Chains of names that are given to ``serve``, and as what.
    given: tuple[tuple[tuple[str, ...], Served], ...] = ()


def links_of(tree: ast.Module) -> Iterator[Link]:
    """Every import of a file that may lead to another file of the project."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and (
            (node.module or "") + ".").startswith(_LIBRARY):
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                local = alias.asname or alias.name.partition(".")[0]
                if (alias.asname or "." not in alias.name) and not (
                    alias.name + ".").startswith(_LIBRARY):
                    yield Link(_position(alias), 0, alias.name, "", local)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield Link(_position(alias), node.level, node.module or "", alias.name,
                           alias.asname or alias.name)


def summarise(path: str, tree: ast.Module, model: Model | None) -> Summary:
    """The summary of a file; without a model, its imports alone."""
    links = tuple(links_of(tree))
    if model is None:
        return Summary(path, links)
    return Summary(path, links, _exports(model), dict(_classes(model)), tuple(_given(model)))


def _position(alias: ast.alias) -> Position:
    return alias.lineno, alias.col_offset


def _exports(model: Model) -> dict[str, str]:
    """Names of the module that always mean one thing of the library."""
    module = model.structure.module
    found: dict[str, str] = {}
    for name in module.bindings:
        paths = model.names.name_paths(name, module)
        if len(paths) == 1 and (paths[0] + ".").startswith(_LIBRARY):
            found[name] = paths[0]
    return found


def _classes(model: Model) -> Iterator[tuple[str, ClassSummary]]:
    for node, scope in model.structure.classes:
        if scope.kind != "module" or len(scope.bindings.get(node.name, ())) != 1:
            continue
        attributes = {}
        for name in sorted(_stored(node)):
            kind = model.kinds.attribute(node, name)
            if kind is not None and _is_plain(kind):
                attributes[name] = kind
        bases = tuple(ast.unparse(base) for base in node.bases
                      if isinstance(base, (ast.Name, ast.Attribute)))
        if attributes or bases:
            yield node.name, ClassSummary(bases, attributes)


def _stored(node: ast.ClassDef) -> set[str]:
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
            if isinstance(part.value, ast.Name):
                found.add(part.attr)
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            found.add(part.target.id)
    return found


def _is_plain(kind: Kind) -> bool:
    """Whether a kind says all by itself, without a node of the tree."""
    if kind.role == "container":
        return kind.element is not None and _is_plain(kind.element)
    return kind.role in _ROLES and kind.node is None


def _given(model: Model) -> Iterator[tuple[tuple[str, ...], Served]]:
    """What calls of ``serve`` get that the file itself does not define."""
    for call, scope, _ in model.structure.calls_named(_SERVE_NAMES):
        kinds = {of_call(path) for path in model.names.paths(call.func, scope)}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind is None or kind.role != "serving":
            continue
        given = [("handler", call.args[0])] if call.args else []
        for keyword in call.keywords:
            if keyword.arg in ("handler", "ws_handler"):
                given.append(("handler", keyword.value))
            elif keyword.arg in HOOKS:
                given.append((keyword.arg, keyword.value))
        for what, node in given:
            base, attributes = chain(node)
            if isinstance(base, ast.Name) and all(
                binding.kind == "import" for binding in scope.lookup(base.id)
            ):
                same = [use for use, _, _ in model.structure.uses.get(base.id, ())
                        if chain(use)[1] == attributes]
                yield (base.id, *attributes), Served(
                    "", what, kind.implementation, only=same == [node])

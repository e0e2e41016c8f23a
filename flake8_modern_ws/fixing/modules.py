"""How uses of dotted names get at the modules that they need."""

from __future__ import annotations

import ast

from ..catalog import names as catalog
from ..catalog.websockets_names import NAMES
from ..model.scopes import Binding
from .changes import Change, Imported, ImportStatement, Move, Need
from .imports import PACKAGE

#: Modules that take the place of others: loading the package that they are in is not enough.
MODULES = frozenset(row.replacement for row in NAMES if row.module)


def follows(bound: str, module: str, bindings: list[Binding]) -> bool:
    """Whether a variable holds a module by its path in a string, which goes to the same one."""
    return (len(bindings) == 1 and bindings[0].kind == "assignment"
            and goes_to(bound, module))


def goes_to(old: str, new: str) -> bool:
    """Whether a module gives way to another as a whole."""
    row = catalog.find(old)
    return row is not None and row.module and row.replacement == new


def move_module(
    statement: ImportStatement, local: str, module: str, binding: Binding, change: Change
) -> None:
    """The alias of a module whose names all move to one other module moves with them."""
    alias = binding.node
    assert isinstance(alias, ast.alias)
    if isinstance(statement, ast.ImportFrom):
        parent, _, last = module.rpartition(".")
        change.moves.append(Move(statement, alias, Imported(parent, last, local)))
    else:
        change.moves.append(Move(statement, alias, Imported(
            module, None, local, alias.asname is not None)))


def brought_by(path: str, bindings: list[Binding]) -> ast.stmt | None:
    """The statement whose import reaches furthest into a path."""
    best: tuple[int, ast.stmt] | None = None
    for binding in bindings:
        if isinstance(binding.node, ast.alias) and binding.statement is not None:
            name = binding.node.name
            if (path == name or path.startswith(name + ".")) and (
                best is None or len(name) > best[0]
            ):
                best = (len(name), binding.statement)
    return None if best is None else best[1]


def load(module: str, bindings: list[Binding], beside: ast.stmt, change: Change) -> None:
    """Rely on ``import module`` where it stands already, else ask for it."""
    standing = [b.node for b in bindings if isinstance(b.node, ast.alias)
                and b.node.name == module]
    change.relied += standing
    if not standing:
        change.needs.append(Need(beside, Imported(module, None, PACKAGE)))

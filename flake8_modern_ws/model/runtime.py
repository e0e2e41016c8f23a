"""Code that never runs: imports for type checkers, and types that nobody evaluates."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from .names import Names
from .scopes import Structure
from .surroundings import Guard, Kind

_TYPE_CHECKING = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})


def for_type_checkers(guards: Iterable[Guard], names: Names) -> bool:
    """Whether code stands under ``if TYPE_CHECKING:``."""
    for guard in guards:
        if guard.kind is Kind.TEST and guard.outcome and isinstance(
            guard.node, (ast.Name, ast.Attribute)
        ):
            if names.path(guard.node, guard.scope) in _TYPE_CHECKING:
                return True
    return False


def is_deferred_type(
    node: ast.AST, statement: ast.stmt, parents: Mapping[ast.AST, ast.AST], structure: Structure
) -> bool:
    """Whether an expression is part of a type that is not evaluated when the program runs.

    That is a type in a string, or an annotation under ``from __future__ import annotations``.
    """
    if node is not statement and node not in parents:
        return True  # parsed from a string: not part of the statement's own tree
    while True:
        parent = parents.get(node)
        if parent is None:
            return False
        if node is getattr(parent, "annotation", None) or node is getattr(
            parent, "returns", None
        ):
            return postpones_annotations(structure)
        node = parent


def postpones_annotations(structure: Structure) -> bool:
    """Whether the file says ``from __future__ import annotations``."""
    return any(
        isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement, _ in structure.imports)

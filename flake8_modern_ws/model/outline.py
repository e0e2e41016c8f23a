"""What the statements of a module say, without a look into its expressions.

A walk over statements alone costs a tenth of the one over everything, and is enough to tell that
most files hold nothing for most rules.
"""

from __future__ import annotations

import ast
from typing import Any

from .scopes import FunctionNode

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _block_fields() -> dict[type[ast.AST], tuple[str, ...]]:
    """The fields with statements below, by node class; derived, so that new versions fit."""
    table: dict[type[ast.AST], tuple[str, ...]] = {}
    for base in (ast.stmt, ast.excepthandler, ast.match_case):
        for cls in (base, *base.__subclasses__()):
            fields = tuple(field for field in _BLOCKS if field in cls._fields)
            if fields:
                table[cls] = fields
    return table


_FIELDS = _block_fields()


class Outline:
    """Imports, functions, classes and plain aliases, in no particular order."""

    __slots__ = ("imports", "functions", "classes", "aliased", "_roots")

    def __init__(self, tree: ast.Module) -> None:
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.functions: list[FunctionNode] = []
        self.classes: list[ast.ClassDef] = []
        #: Values of assignments that are a name or an attribute.
        self.aliased: list[ast.Name | ast.Attribute] = []
        self._roots: frozenset[str] | None = None
        pending: list[list[Any]] = [tree.body]
        while pending:
            for statement in pending.pop():
                cls = statement.__class__
                if cls is ast.Expr:
                    continue
                if cls is ast.Assign or cls is ast.AnnAssign:
                    self._alias(statement.value)
                elif cls is ast.Import or cls is ast.ImportFrom:
                    self.imports.append(statement)
                elif cls in _FIELDS:
                    if cls in _FUNCTIONS:
                        self.functions.append(statement)
                    elif cls is ast.ClassDef:
                        self.classes.append(statement)
                    for field in _FIELDS[cls]:
                        block = getattr(statement, field)
                        if block:
                            pending.append(block)

    def _alias(self, value: ast.expr | None) -> None:
        for item in value.elts if isinstance(value, ast.Tuple) else (value,):
            if isinstance(item, (ast.Name, ast.Attribute)):
                self.aliased.append(item)

    def roots(self) -> frozenset[str]:
        """The top-level modules that absolute imports name."""
        if self._roots is None:
            found: set[str] = set()
            for statement in self.imports:
                if isinstance(statement, ast.Import):
                    found.update(alias.name.partition(".")[0] for alias in statement.names)
                elif not statement.level:
                    found.add((statement.module or "").partition(".")[0])
            self._roots = frozenset(found)
        return self._roots

    def names(self) -> set[str]:
        """The names that imports take, by their last part, whatever they are called here."""
        return {alias.name.rpartition(".")[2]
                for statement in self.imports for alias in statement.names}

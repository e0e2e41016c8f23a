"""The bindings of a module, sorted once by what the analysis asks of them."""

from __future__ import annotations

import ast

from ..scopes import Binding, Structure

_NAMES = frozenset({ast.Name, ast.Attribute})
_FUNCTIONS = frozenset({"function", "lambda"})
#: Values that may hold a connection, or be one.
_VALUES = frozenset({
    ast.Name, ast.Attribute, ast.Call, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.IfExp,
    ast.BoolOp, ast.BinOp, ast.NamedExpr, ast.Await, ast.Subscript,
})


class Inventory:
    """Imports, aliases, parameters and assignments of one module."""

    def __init__(self, structure: Structure) -> None:
        self.imports: list[Binding] = []
        #: Names that are given the value of a name or of an attribute.
        self.aliases: list[tuple[str, ast.Name | ast.Attribute]] = []
        #: Bindings of functions that have an annotation.
        self.annotated: list[Binding] = []
        #: Bindings of all scopes whose annotation is more than a name.
        self.nested: list[Binding] = []
        #: Parameters that have none.
        self.parameters: list[Binding] = []
        #: Assignments in functions, of values that may hold a connection.
        self.assignments: list[Binding] = []
        for scope in [structure.module, *structure.scopes.values()]:
            inside = scope.kind in _FUNCTIONS
            for bindings in scope.bindings.values():
                for binding in bindings:
                    kind = binding.kind
                    annotation = binding.annotation
                    if annotation is not None and annotation.__class__ not in _NAMES:
                        self.nested.append(binding)
                    if kind == "parameter":
                        if binding.annotation is None:
                            self.parameters.append(binding)
                        else:
                            self.annotated.append(binding)
                    elif kind == "import":
                        self.imports.append(binding)
                    elif kind in ("assignment", "walrus", "annotation", "unpack", "type"):
                        value = binding.value
                        cls = value.__class__
                        if cls is ast.Name or cls is ast.Attribute:
                            self.aliases.append((binding.name, value))  # type: ignore[arg-type]
                        if inside:
                            if binding.annotation is not None:
                                self.annotated.append(binding)
                            if cls in _VALUES:
                                self.assignments.append(binding)

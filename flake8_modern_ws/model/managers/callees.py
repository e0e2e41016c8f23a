"""Which function of the file a call reaches, as far as names and instances tell."""

from __future__ import annotations

import ast

from ..lazy import cached_property
from ..scopes import Binding, FunctionNode, Scope, Structure
from .receivers import decorators, is_instance

#: How many bases of a class are searched for a method.
_DEPTH = 6


class Callees:
    """Resolves calls to functions and methods of one module."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def of(self, node: ast.expr, scope: Scope) -> tuple[FunctionNode | None, int]:
        """The function that is called, and how many of its parameters are bound already."""
        shift = 0
        found: Binding | None = None
        if isinstance(node, ast.Attribute):
            owner, shift = self._receiver(node.value, scope)
            found = self._method(owner, node.attr) if owner is not None else None
        elif isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            found = bindings[0] if len(bindings) == 1 else None
            if found is not None and isinstance(found.node, ast.ClassDef):
                found = self._method(self._structure.scopes[found.node], "__init__")
                shift = 1
        function = found.node if found is not None else None
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None, 0
        kinds = decorators(function)
        if "staticmethod" in kinds:
            return function, 0
        return function, 1 if "classmethod" in kinds else shift

    def _receiver(self, node: ast.expr, scope: Scope) -> tuple[Scope | None, int]:
        """The scope of the class on which, or on whose instance, a method is called."""
        if isinstance(node, ast.Name):
            owner = is_instance(node.id, scope)
            if owner is not None:
                return owner, 1
            for binding in scope.lookup(node.id):
                if isinstance(binding.node, ast.ClassDef):
                    return self._structure.scopes[binding.node], 0
                made = self._made(binding.value, binding.scope)
                if binding.kind == "assignment" and made is not None:
                    return made, 1
        elif isinstance(node, ast.Call):
            return self._made(node, scope), 1
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = is_instance(node.value.id, scope)
            if owner is not None:
                return self._attributes.get((owner, node.attr)), 1
        return None, 0

    def _made(self, value: ast.expr | None, scope: Scope) -> Scope | None:
        """The scope of the class of the file that an expression makes an instance of."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            for binding in scope.lookup(value.func.id):
                if isinstance(binding.node, ast.ClassDef):
                    return self._structure.scopes[binding.node]
        return None

    @cached_property
    def _attributes(self) -> dict[tuple[Scope, str], Scope]:
        """``self.manager = Manager()``: the class of an attribute, by class and name."""
        found: dict[tuple[Scope, str], Scope] = {}
        for node, scope, statement in self._structure.uses.get("self", ()):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(
                statement, (ast.Assign, ast.AnnAssign)
            ):
                owner = is_instance("self", scope)
                made = self._made(statement.value, scope)
                if owner is not None and made is not None:
                    found[(owner, node.attr)] = made
        return found

    def _method(self, owner: Scope, name: str) -> Binding | None:
        """A method of a class, or of its bases in the file."""
        for _ in range(_DEPTH):
            bindings = owner.bindings.get(name)
            if bindings is not None:
                return bindings[0] if len(bindings) == 1 else None
            bases = owner.node.bases if isinstance(owner.node, ast.ClassDef) else []
            above = None
            for base in bases:
                if isinstance(base, ast.Name) and owner.parent is not None:
                    for binding in owner.parent.lookup(base.id):
                        if isinstance(binding.node, ast.ClassDef):
                            above = self._structure.scopes[binding.node]
            if above is None:
                return None
            owner = above
        return None

"""Classes and functions of the file: attributes, methods, and who calls them with what."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .names import Names, chain
from .scopes import Binding, FunctionNode, Scope, Structure

#: How many base classes of the file are followed.
_BASES = 5


class Store(NamedTuple):
    """One place where an attribute of ``self`` gets a value."""

    how: str
    value: ast.expr | None
    annotation: ast.expr | None
    scope: Scope


class Classes:
    """Looks up what the file itself defines."""

    def __init__(self, structure: Structure, names: Names) -> None:
        self._structure = structure
        self._names = names
        self._stores: dict[tuple[ast.AST, str], list[Store]] | None = None
        self._additions: dict[tuple[ast.AST, str], list[tuple[str, ast.Call | ast.expr, Scope]]]
        self._additions = {}

    def of_method(self, scope: Scope) -> ast.ClassDef | None:
        """The class in whose body a function's scope stands; None for static methods."""
        owner = scope.parent
        while owner is not None and owner.kind == "type parameters":
            owner = owner.parent
        if owner is None or owner.kind != "class" or not isinstance(owner.node, ast.ClassDef):
            return None
        decorators = getattr(scope.node, "decorator_list", [])
        if any(getattr(d, "id", "") == "staticmethod" for d in decorators):
            return None
        return owner.node

    def self_class(self, name: str, scope: Scope) -> ast.ClassDef | None:
        """The class whose instance a name is: the first parameter of a method around."""
        bindings = scope.lookup(name)
        if len(bindings) != 1 or bindings[0].kind != "parameter":
            return None
        binding = bindings[0]
        arguments: ast.arguments | None = getattr(binding.scope.node, "args", None)
        if arguments is None:
            return None
        first = [*arguments.posonlyargs, *arguments.args][:1]
        return self.of_method(binding.scope) if first and first[0] is binding.node else None

    def base_paths(self, owner: ast.ClassDef) -> list[str]:
        """Qualified names of the bases of a class, through classes of the file."""
        found: list[str] = []
        for node in self.lineage(owner):
            scope = self._scope_around(node)
            for base in node.bases:
                found.extend(self._names.paths(base, scope))
        return found

    def lineage(self, owner: ast.ClassDef) -> list[ast.ClassDef]:
        """A class and its bases in the file, nearest first."""
        found = [owner]
        for node in found:
            if len(found) > _BASES:
                break
            scope = self._scope_around(node)
            for base in node.bases:
                if isinstance(base, ast.Name):
                    for binding in scope.lookup(base.id):
                        if isinstance(binding.node, ast.ClassDef) and binding.node not in found:
                            found.append(binding.node)
        return found

    def _scope_around(self, node: ast.ClassDef) -> Scope:
        inner = self._structure.scopes[node]
        return inner.parent or inner

    def method(self, owner: ast.ClassDef, name: str) -> FunctionNode | None:
        """A method of a class or of its bases in the file."""
        for node in self.lineage(owner):
            for binding in self._structure.scopes[node].bindings.get(name, ()):
                if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    return binding.node
        return None

    def assigns(self, owner: ast.ClassDef, attribute: str) -> bool:
        """Whether a class of the file, or a base of it, defines an attribute itself."""
        return bool(self.stores(owner, attribute)) or any(
            attribute in self._structure.scopes[node].bindings for node in self.lineage(owner))

    def stores(self, owner: ast.ClassDef, attribute: str) -> list[Store]:
        """Every assignment of an attribute in the methods and bodies of a class and its bases."""
        if self._stores is None:
            self._stores = {}
            self._collect()
        found: list[Store] = []
        for node in self.lineage(owner):
            found += self._stores.get((node, attribute), [])
            scope = self._structure.scopes[node]
            for binding in scope.bindings.get(attribute, ()):
                if binding.kind in ("assignment", "annotation"):
                    found.append(Store("assignment", binding.value, binding.annotation, scope))
                elif binding.kind not in ("function", "class"):
                    found.append(Store("unknown", ast.Constant(0), None, scope))
        return found

    def additions(
        self, owner: ast.ClassDef, attribute: str, adding: Mapping[str, int]
    ) -> Iterator[tuple[ast.expr, Scope]]:
        """What is put into a container that is an attribute."""
        self.stores(owner, attribute)
        for node in self.lineage(owner):
            for name, value, scope in self._additions.get((node, attribute), ()):
                if isinstance(value, ast.Call):
                    position = adding.get(name)
                    if position is not None and len(value.args) > position:
                        yield value.args[position], scope
                else:
                    yield value, scope

    def added_to_name(
        self, name: str, bindings: list[Binding], adding: Mapping[str, int]
    ) -> Iterator[tuple[ast.expr, Scope]]:
        """What is put into a container that is a variable with these bindings."""
        for node, scope, statement in self._structure.uses.get(name, ()):
            if scope.lookup(name) is not bindings:
                continue
            if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Subscript) and target.value is node
                for target in statement.targets
            ):
                yield statement.value, scope
        for call, scope, _ in self._structure.calls_named(adding):
            function = call.func
            if (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
                    and function.value.id == name and scope.lookup(name) is bindings):
                position = adding[function.attr]
                if len(call.args) > position:
                    yield call.args[position], scope

    def _collect(self) -> None:
        assert self._stores is not None
        for name, uses in self._structure.uses.items():
            for node, scope, statement in uses:
                if not isinstance(node, ast.Attribute):
                    continue
                _, attributes = chain(node)
                owner = None
                if len(attributes) == 1 and isinstance(node.ctx, ast.Store):
                    owner = self.self_class(name, scope)
                    if owner is not None:
                        store = _store(node, statement, scope)
                        self._stores.setdefault((owner, attributes[0]), []).append(store)
                elif len(attributes) == 1 and isinstance(statement, ast.Assign) and any(
                    isinstance(target, ast.Subscript) and target.value is node
                    for target in statement.targets
                ):
                    owner = self.self_class(name, scope)
                    if owner is not None:
                        self._additions.setdefault((owner, attributes[0]), []).append(
                            ("", statement.value, scope))
        for call, scope, _ in self._structure.calls_named(
            ("add", "append", "appendleft", "insert", "setdefault")
        ):
            function = call.func
            if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Attribute):
                base = function.value.value
                if isinstance(base, ast.Name):
                    owner = self.self_class(base.id, scope)
                    if owner is not None:
                        self._additions.setdefault((owner, function.value.attr), []).append(
                            (function.attr, call, scope))

    def arguments(
        self, function: FunctionNode, position: int
    ) -> Iterator[tuple[ast.expr, Scope]]:
        """What calls in the file pass for a parameter, by position or by name."""
        scope = self._structure.scopes[function]
        owner = self.of_method(scope)
        arguments = [*function.args.posonlyargs, *function.args.args]
        name = arguments[position].arg
        shift = 1 if owner is not None else 0
        for call, where, _ in self._structure.calls_named((function.name,)):
            if not self.calls(call.func, where, function, owner):
                continue
            index = position - shift
            if any(isinstance(argument, ast.Starred) for argument in call.args[: index + 1]):
                continue
            if 0 <= index < len(call.args):
                yield call.args[index], where
                continue
            for keyword in call.keywords:
                if keyword.arg == name:
                    yield keyword.value, where

    def calls(
        self, callee: ast.expr, scope: Scope, function: FunctionNode, owner: ast.ClassDef | None
    ) -> bool:
        if isinstance(callee, ast.Name) and owner is None:
            bindings = scope.lookup(callee.id)
            return len(bindings) == 1 and bindings[0].node is function
        if isinstance(callee, ast.Attribute) and isinstance(callee.value, ast.Name) and owner:
            caller = self.self_class(callee.value.id, scope)
            return caller is not None and self.method(caller, callee.attr) is function
        return False


def _store(node: ast.Attribute, statement: ast.stmt, scope: Scope) -> Store:
    """How an attribute that is a target gets its value."""
    if isinstance(statement, ast.Assign) and any(t is node for t in statement.targets):
        return Store("assignment", statement.value, None, scope)
    if isinstance(statement, ast.AnnAssign) and statement.target is node:
        return Store("assignment", statement.value, statement.annotation, scope)
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        for item in statement.items:
            if item.optional_vars is node:
                how = "async with" if isinstance(statement, ast.AsyncWith) else "with"
                return Store(how, item.context_expr, None, scope)
    # A loop target or a part of an unpacking: something, but unknown.
    return Store("unknown", ast.Name("?", ast.Load()), None, scope)

"""Classes and functions of the file: attributes, methods, and who calls them with what."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .names import Names
from .scopes import Binding, FunctionNode, Scope, Structure

#: How many base classes of the file are followed.
_BASES = 5
#: Methods that put something into a container, and the position of the argument.
_ADDING = {"add": 0, "append": 0, "appendleft": 0, "insert": 1, "setdefault": 1}


class Store(NamedTuple):
    """One place where an attribute of ``self`` gets a value."""

    how: str
    value: ast.expr | None
    annotation: ast.expr | None
    scope: Scope
    #: Position inside the unpacked targets, outermost first; empty if not unpacked.
    place: tuple[int, ...] = ()


class Added(NamedTuple):
    """What is put into a container; ``nested``: into a container that is its element."""

    value: ast.expr
    scope: Scope
    nested: bool
    #: Under which key, if it is a mapping, and under which of the mapping inside.
    key: ast.expr | None = None
    inner_key: ast.expr | None = None


class Classes:
    """Looks up what the file itself defines."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        class_of: Callable[[ast.expr, Scope], ast.ClassDef | None],
    ) -> None:
        self._structure = structure
        self._names = names
        self._class_of = class_of
        self._stores: dict[tuple[ast.AST, str], list[Store]] | None = None
        #: Attributes of other objects that get a value, by the attribute's name.
        self._foreign: dict[str, list[tuple[ast.Attribute, ast.stmt, Scope]]] = {}
        self._own: dict[ast.AST, set[str]] | None = None
        self._added: dict[tuple[ast.AST, str], list[Added]] = {}
        self._added_to_names: dict[str, list[Added]] | None = None

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

    def qualified(self, function: FunctionNode) -> str:
        """The name of a function of the module, with its class before it; empty for others."""
        parent = self._structure.scopes[function].parent
        names = [function.name]
        if parent is not None and isinstance(parent.node, ast.ClassDef):
            names.insert(0, parent.node.name)
            parent = parent.parent
        if parent is None or parent.kind != "module" or len(parent.bindings[names[0]]) != 1:
            return ""
        return ".".join(names)

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

    def overriding(self, owner: ast.ClassDef, name: str) -> list[ast.ClassDef]:
        """The classes of the file that inherit from a class and have a method of their own."""
        return [
            node for node, _ in self._structure.classes
            if node is not owner and name in self._structure.scopes[node].bindings
            and owner in self.lineage(node)
        ]

    def assigns(self, owner: ast.ClassDef, attribute: str) -> bool:
        """Whether a class of the file, or a base of it, defines an attribute itself."""
        return bool(self.stores(owner, attribute)) or any(
            attribute in self._structure.scopes[node].bindings for node in self.lineage(owner))

    def is_own(self, node: ast.Attribute, scope: Scope) -> bool:
        """Whether an attribute of ``self`` is one that the class in the file defines itself."""
        if not isinstance(node.value, ast.Name):
            return False
        owner = self.self_class(node.value.id, scope)
        return owner is not None and self.assigns(owner, node.attr)

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
        for target, statement, scope in self._foreign.get(attribute, ()):
            holder = self._class_of(target.value, scope)
            if holder is not None and owner in self.lineage(holder):
                found.append(_store(target, statement, scope))
        return found

    def attributes(self, owner: ast.ClassDef) -> set[str]:
        """The attributes that the methods and the body of a class itself assign."""
        if self._own is None:
            self.stores(owner, "")
            self._own = {}
            for node, name in self._stores or ():
                self._own.setdefault(node, set()).add(name)
        return self._own.get(owner, set()) | {
            name for name, bindings in self._structure.scopes[owner].bindings.items()
            if any(binding.kind in ("assignment", "annotation") for binding in bindings)}

    def added(self, owner: ast.ClassDef, attribute: str) -> list[Added]:
        """What is put into a container that is an attribute."""
        if self._stores is None:
            self._stores = {}
            self._collect()
        return [item for node in self.lineage(owner)
                for item in self._added.get((node, attribute), ())]

    def added_to_name(self, name: str, bindings: list[Binding]) -> list[Added]:
        """What is put into a container that is a variable with these bindings."""
        if self._added_to_names is None:
            self._added_to_names = {}
            for base, item in self._additions():
                if isinstance(base, ast.Name):
                    self._added_to_names.setdefault(base.id, []).append(item)
        return [item for item in self._added_to_names.get(name, ())
                if item.scope.lookup(name) is bindings]

    def _additions(self) -> Iterator[tuple[ast.expr, Added]]:
        """Every place that puts something into a container: the container, and what."""
        for call, scope, _ in self._structure.calls_named(_ADDING):
            function = call.func
            if not isinstance(function, ast.Attribute):
                continue
            position = _ADDING[function.attr]
            if len(call.args) > position:
                base, key = _holder(function.value)
                nested = key is not None
                if function.attr == "setdefault":
                    key = call.args[0]
                yield base, Added(call.args[position], scope, nested, key)
        seen: set[ast.stmt] = set()
        for uses in self._structure.uses.values():
            for _, scope, statement in uses:
                if statement.__class__ is not ast.Assign or statement in seen:
                    continue
                seen.add(statement)
                for target in statement.targets:
                    if isinstance(target, ast.Subscript):
                        base, key = _holder(target.value)
                        value: ast.expr = statement.value
                        if key is None:
                            yield base, Added(value, scope, False, target.slice)
                        else:
                            yield base, Added(value, scope, True, key, target.slice)

    def _collect(self) -> None:
        assert self._stores is not None
        for name, uses in self._structure.uses.items():
            for node, scope, statement in uses:
                if node.__class__ is ast.Attribute and node.ctx.__class__ is ast.Store:
                    assert isinstance(node, ast.Attribute)
                    owner = None
                    if node.value.__class__ is ast.Name:
                        owner = self.self_class(name, scope)
                    if owner is None:
                        self._foreign.setdefault(node.attr, []).append((node, statement, scope))
                    else:
                        self._stores.setdefault((owner, node.attr), []).append(
                            _store(node, statement, scope))
        for base, item in self._additions():
            if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
                owner = self.self_class(base.value.id, item.scope)
                if owner is not None:
                    self._added.setdefault((owner, base.attr), []).append(item)

    def arguments(
        self, function: FunctionNode, name: str, position: int
    ) -> Iterator[tuple[ast.expr, Scope, ast.stmt]]:
        """What calls in the file pass for a parameter, by position (-1: none) or by name."""
        owner = self.of_method(self._structure.scopes[function])
        static = owner is None and self._in_class(function)
        called = function.name
        if owner is not None and called == "__init__":
            called = owner.name
        index = position - 1 if owner is not None else position
        for call, where, statement in self._structure.calls_named((called,)):
            if not self.calls(call.func, where, function, owner or static):
                continue
            if any(isinstance(argument, ast.Starred) for argument in call.args[: index + 1]):
                continue
            if 0 <= index < len(call.args):
                yield call.args[index], where, statement
                continue
            for keyword in call.keywords:
                if keyword.arg == name:
                    yield keyword.value, where, statement

    def _in_class(self, function: FunctionNode) -> bool:
        parent = self._structure.scopes[function].parent
        return parent is not None and parent.kind == "class"

    def calls(
        self, callee: ast.expr, scope: Scope, function: FunctionNode,
        owner: ast.ClassDef | bool | None,
    ) -> bool:
        if isinstance(callee, ast.Name):
            bindings = scope.lookup(callee.id)
            node = bindings[0].node if len(bindings) == 1 else None
            if function.name == "__init__" and isinstance(node, ast.ClassDef):
                return self.method(node, "__init__") is function
            return not owner and node is function
        if isinstance(callee, ast.Attribute) and owner:
            caller = None
            if isinstance(callee.value, ast.Name):
                caller = self.self_class(callee.value.id, scope)
            caller = caller or self._class_of(callee.value, scope)
            return caller is not None and self.method(caller, callee.attr) is function
        return False


def _holder(node: ast.expr) -> tuple[ast.expr, ast.expr | None]:
    """The container behind ``rooms[name]`` and ``rooms.setdefault(name, …)``, and the key."""
    if isinstance(node, ast.Subscript):
        return node.value, node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (
        node.func.attr in ("setdefault", "get") and node.args
    ):
        return node.func.value, node.args[0]
    return node, None


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
    if isinstance(statement, (ast.For, ast.AsyncFor)) and statement.target is node:
        how = "async for" if isinstance(statement, ast.AsyncFor) else "for"
        return Store(how, statement.iter, None, scope)
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Tuple) and node in target.elts:
                return Store("assignment", statement.value, None, scope,
                             (target.elts.index(node),))
    return Store("unknown", None, None, scope)  # something, but unknown

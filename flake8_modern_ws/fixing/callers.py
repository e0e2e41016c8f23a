"""Who else uses a function that the library calls: overrides, direct calls, other mentions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ..model.narrowing import settled_binding
from ..model.scopes import FunctionNode, Scope
from .reasons import Reason, Withheld
from .subject import Subject

#: Attributes through which a function can be called or taken apart.
_OPENING = frozenset({"__call__", "__code__", "__defaults__", "__get__", "__wrapped__", "__func__"})
#: Functions that look at a function without calling it.
_LOOKING = frozenset({
    "asyncio.iscoroutinefunction", "inspect.iscoroutinefunction", "inspect.isfunction",
    "functools.wraps",
})
_LOOKING_BUILTINS = frozenset({"callable", "id", "print", "repr", "str"})


class DirectCall(NamedTuple):
    """A call of the function in the file; ``skipped`` parameters are bound by its callee."""

    call: ast.Call
    skipped: int
    scope: Scope


class Callers:
    """The uses of one function of the file. Raises ``Withheld`` where they are not all known."""

    def __init__(self, function: FunctionNode, subject: Subject) -> None:
        self._function = function
        self._name = function.name
        self._subject = subject
        self._structure = subject.structure
        self._classes = subject.model.kinds.classes
        self._owner = self._class_around(function)
        #: The function, and the methods that override it or that it overrides.
        self.family: list[FunctionNode] = (
            [function] if self._owner is None else self._relatives(self._owner))
        self._handing = {
            id(item.call) for item in subject.model.handlers.given
            if item.function in self.family and item.what == "handler" and item.direct}

    def _class_around(self, function: FunctionNode) -> ast.ClassDef | None:
        scope = self._structure.scopes[function].parent
        while scope is not None and scope.kind == "type parameters":
            scope = scope.parent
        return scope.node if scope is not None and isinstance(scope.node, ast.ClassDef) else None

    def _relatives(self, owner: ast.ClassDef) -> list[FunctionNode]:
        defining = {
            node: self._structure.scopes[node].bindings[self._name]
            for node, _ in self._structure.classes
            if self._name in self._structure.scopes[node].bindings}
        found = [owner]
        for node in found:
            for other in defining:
                if other not in found and (
                    other in self._classes.lineage(node) or node in self._classes.lineage(other)
                ):
                    found.append(other)
        family: list[FunctionNode] = []
        for node in found:
            bindings = defining[node]
            method = bindings[0].node
            if len(bindings) != 1 or not isinstance(
                method, (ast.FunctionDef, ast.AsyncFunctionDef)
            ):
                raise Withheld(
                    Reason.OTHER_USES, f"'{self._name}' is not just a method in '{node.name}'")
            family.append(method)
        if len({self._binds(method) for method in family}) != 1:
            raise Withheld(Reason.OTHER_USES, f"'{self._name}' is a static method in some classes")
        return family

    def _binds(self, method: FunctionNode) -> str:
        """What a method gets before its arguments: an instance, a class, or nothing."""
        for decorator in method.decorator_list:
            name = getattr(decorator, "id", "")
            if name in ("staticmethod", "classmethod"):
                return str(name)
        return "instance"

    def calls(self) -> Iterator[DirectCall]:
        """Every direct call. Raises ``Withheld`` if other code gets the function."""
        if self._owner is None:
            yield from self._of_name(self._name, self._function)
        else:
            yield from self._of_attribute()
        if self._name == "__call__":
            for call, scope, _ in self._structure.calls:
                kind = self._subject.model.kinds.of(call.func, scope)
                if kind is not None and kind.role == "instance" and isinstance(
                    kind.node, ast.ClassDef
                ) and self._classes.method(kind.node, "__call__") in self.family:
                    yield DirectCall(call, 1, scope)

    def _of_name(self, name: str, meant: ast.AST) -> Iterator[DirectCall]:
        for node, scope, statement in self._structure.uses.get(name, ()):
            bindings = scope.lookup(name)
            if not any(binding.node is meant for binding in bindings):
                continue
            settled = settled_binding(bindings, scope, statement, self._structure)
            if settled is not None and settled.node is not meant:
                continue
            if isinstance(node, ast.Attribute):
                inner = node
                while isinstance(inner.value, ast.Attribute):
                    inner = inner.value
                if inner.attr in _OPENING:
                    raise self._handed_on()
                continue
            parent = self._subject.parent(node, statement)
            if isinstance(parent, ast.Call) and parent.func is node:
                yield DirectCall(parent, 0, scope)
            elif not self._is_harmless(node, scope, statement):
                if not self._is_made_for_library(node, scope, statement):
                    self._require_known_alias(node, scope, statement)

    def _require_known_alias(
        self, node: ast.expr, scope: Scope, statement: ast.stmt
    ) -> None:
        """Raise unless the function becomes a variable that goes to the library alone."""
        alias = self._alias(node, scope, statement)
        if alias is None:
            raise self._handed_on()
        for _ in self._of_name(*alias):
            raise self._handed_on()

    def _alias(
        self, node: ast.expr, scope: Scope, statement: ast.stmt
    ) -> tuple[str, ast.AST] | None:
        """The variable that gets the function, or a partial of it, and nothing else."""
        parent = self._subject.parent(node, statement)
        value: ast.AST = node
        if isinstance(parent, ast.Call) and parent.args[:1] == [node] and (
            self._subject.model.names.path(parent.func, scope) == "functools.partial"
        ):
            value = parent
        if not isinstance(statement, ast.Assign) or statement.value is not value:
            return None
        target = statement.targets[0]
        if len(statement.targets) != 1 or not isinstance(target, ast.Name) or (
            target.id == self._name
        ):
            return None
        return target.id, target

    def _is_made_for_library(
        self, node: ast.expr, scope: Scope, statement: ast.stmt
    ) -> bool:
        """``return handler`` in a function whose result goes to the library at every call."""
        factory = scope.node
        if not isinstance(statement, ast.Return) or statement.value is not node or not isinstance(
            factory, ast.FunctionDef
        ) or factory.decorator_list or self._class_around(factory) is not None:
            return False
        around = self._structure.scopes[factory].parent
        if around is None or (
            around.kind == "module" and factory.name in self._subject.kept_names
        ) or len(around.lookup(factory.name)) != 1:
            return False
        for use, where, place in self._structure.uses.get(factory.name, ()):
            if not any(binding.node is factory for binding in where.lookup(factory.name)):
                continue
            if isinstance(place, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                place.decorator_list == [use]
            ):
                if not self._goes_to_library(place, where):
                    return False
                continue
            call = self._subject.parent(use, place)
            above = None if call is None else self._subject.parent(call, place)
            if isinstance(above, ast.keyword):
                above = self._subject.parent(above, place)
            if not isinstance(call, ast.Call) or call.func is not use or (
                id(above) not in self._handing
            ):
                return False
        return True

    def _goes_to_library(self, decorated: FunctionNode, scope: Scope) -> bool:
        """Whether nothing but the library gets what a decorator made of a function."""
        name = decorated.name
        if scope.kind == "class" or len(scope.lookup(name)) != 1 or (
            scope.kind == "module" and name in self._subject.kept_names
        ):
            return False
        bindings = scope.lookup(name)
        return all(
            self._is_harmless(use, where, statement)
            for use, where, statement in self._structure.uses.get(name, ())
            if where.lookup(name) is bindings)

    def _is_harmless(self, node: ast.expr, scope: Scope, statement: ast.stmt) -> bool:
        """Whether the function is given to the library, or looked at."""
        parent = self._subject.parent(node, statement)
        if isinstance(parent, ast.Compare):
            return True
        if isinstance(parent, ast.Call):
            path = self._subject.model.names.path(parent.func, scope)
            name = getattr(parent.func, "id", "")
            if path in _LOOKING or (name in _LOOKING_BUILTINS and not scope.lookup(name)):
                return True
        current: ast.AST | None = node
        while current is not None:
            if id(current) in self._handing:
                return True
            if isinstance(current, ast.Call) and self._subject.model.names.path(
                current.func, scope
            ) != "functools.partial":
                return False
            current = self._subject.parent(current, statement)
        return False

    def _of_attribute(self) -> Iterator[DirectCall]:
        for node, scope, statement in self._subject.model.attributes({self._name}):
            parent = self._subject.parent(node, statement)
            called = isinstance(parent, ast.Call) and parent.func is node
            if isinstance(parent, ast.Attribute) and parent.attr not in _OPENING:
                continue
            known, owner, bound = self._receiver(node, scope)
            if known and (owner is None or self._meant(owner, node) not in self.family):
                continue
            if isinstance(node.ctx, ast.Load) and called:
                assert isinstance(parent, ast.Call)
                if known:
                    yield DirectCall(parent, 1 if bound else 0, scope)
                elif self._may_pass_path(parent):
                    raise Withheld(
                        Reason.OTHER_USES, f"'{self._name}' of an unknown object is called")
            elif not isinstance(node.ctx, ast.Load):
                if known:
                    raise Withheld(Reason.WRITTEN_TO, f"'{self._name}' is assigned to")
            elif not self._is_harmless(node, scope, statement):
                self._require_known_alias(node, scope, statement)

    def _meant(self, owner: ast.ClassDef, node: ast.Attribute) -> FunctionNode | None:
        if not _is_super(node.value):
            return self._classes.method(owner, node.attr)
        for base in self._classes.lineage(owner)[1:]:
            for binding in self._structure.scopes[base].bindings.get(node.attr, ()):
                if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    return binding.node
        return None

    def _receiver(
        self, node: ast.Attribute, scope: Scope
    ) -> tuple[bool, ast.ClassDef | None, bool]:
        """Whether it is known whose attribute it is; the class of the file; whether it binds."""
        static = self._binds(self._function) == "staticmethod"
        bound_by_class = self._binds(self._function) == "classmethod"
        value = node.value
        if isinstance(value, ast.Name):
            owner = self._classes.self_class(value.id, scope)
            if owner is not None:
                bindings = scope.lookup(value.id)
                method = bindings[0].scope.node
                of_class = isinstance(
                    method, (ast.FunctionDef, ast.AsyncFunctionDef)
                ) and self._binds(method) == "classmethod"
                return True, owner, not static and (bound_by_class or not of_class)
        if _is_super(value):
            around = scope
            while around.parent is not None and around.kind != "class":
                around = around.parent
            if isinstance(around.node, ast.ClassDef):
                return True, around.node, not static
        kind = self._subject.model.kinds.of(value, scope)
        if kind is not None and isinstance(kind.node, ast.ClassDef):
            if kind.role == "instance":
                return True, kind.node, not static
            if kind.role == "class":
                return True, kind.node, bound_by_class
        known = kind is not None or bool(self._subject.model.names.paths(value, scope))
        return known, None, False

    def _may_pass_path(self, call: ast.Call) -> bool:
        """Whether a call of an object of unknown type has enough arguments for a path."""
        return len(call.args) + len(call.keywords) > 1 or any(
            isinstance(argument, ast.Starred) for argument in call.args)

    def _handed_on(self) -> Withheld:
        return Withheld(Reason.OTHER_USES, f"'{self._name}' is handed to other code too")


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (
        node.func.id == "super")

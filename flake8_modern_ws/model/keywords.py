"""Keyword arguments that reach a call, also through mappings, ``partial`` and wrappers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from .classes import Classes
from .names import Names
from .scopes import Binding, Scope, Structure
from .values import string

_DEPTH = 4


class Argument(NamedTuple):
    """One keyword argument: ``node`` is the keyword, the key or the target that gives it."""

    name: str
    value: ast.expr | None
    node: ast.AST
    scope: Scope
    statement: ast.stmt


class Keywords:
    """Collects the keyword arguments of calls of one module."""

    def __init__(self, structure: Structure, names: Names, classes: Classes) -> None:
        self._structure = structure
        self._names = names
        self._classes = classes

    def of(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> Iterator[Argument]:
        """Every keyword argument that the file shows for a call, each once."""
        for keyword in call.keywords:
            if keyword.arg is not None:
                yield Argument(keyword.arg, keyword.value, keyword, scope, statement)
            elif depth > 0:
                yield from self._mapping(keyword.value, scope, statement, depth - 1)

    def _mapping(
        self, node: ast.expr, scope: Scope, statement: ast.stmt, depth: int
    ) -> Iterator[Argument]:
        """What ``**node`` holds, as far as the file shows."""
        if depth <= 0:
            return
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values):
                if key is None:
                    yield from self._mapping(value, scope, statement, depth - 1)
                    continue
                name = string(key, scope)
                if name is not None:
                    yield Argument(name, value, key, scope, statement)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "dict" and not scope.lookup(
                "dict"
            ):
                yield from self.of(node, scope, statement, depth)
                for argument in node.args:
                    yield from self._mapping(argument, scope, statement, depth - 1)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            yield from self._mapping(node.left, scope, statement, depth - 1)
            yield from self._mapping(node.right, scope, statement, depth - 1)
        elif isinstance(node, ast.IfExp):
            yield from self._mapping(node.body, scope, statement, depth - 1)
            yield from self._mapping(node.orelse, scope, statement, depth - 1)
        elif isinstance(node, ast.Name):
            yield from self._variable(node, scope, depth)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from self._attribute(node, node.value.id, scope, depth)

    def _variable(self, node: ast.Name, scope: Scope, depth: int) -> Iterator[Argument]:
        bindings = scope.lookup(node.id)
        for binding in bindings:
            if binding.kind == "assignment" and binding.value is not None and binding.statement:
                yield from self._mapping(
                    binding.value, binding.scope, binding.statement, depth - 1)
            elif binding.kind == "parameter":
                yield from self._forwarded(binding, depth)
        for use, where, statement in self._structure.uses.get(node.id, ()):
            if where.lookup(node.id) is bindings:
                yield from self._changes(use, where, statement, depth)

    def _attribute(
        self, node: ast.Attribute, name: str, scope: Scope, depth: int
    ) -> Iterator[Argument]:
        """``**self.options``: what the class of the file puts into it."""
        owner = self._classes.self_class(name, scope)
        if owner is None:
            return
        for uses in self._structure.uses.values():
            for use, where, statement in uses:
                if not (isinstance(use, ast.Attribute) and use.attr == node.attr
                        and isinstance(use.value, ast.Name)
                        and self._classes.self_class(use.value.id, where) is owner):
                    continue
                if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(
                    use.ctx, ast.Store
                ) and statement.value is not None:
                    yield from self._mapping(statement.value, where, statement, depth - 1)
                yield from self._changes(use, where, statement, depth)

    def _changes(
        self, use: ast.expr, scope: Scope, statement: ast.stmt, depth: int
    ) -> Iterator[Argument]:
        """``mapping["key"] = value``, ``mapping.update(…)`` and ``setdefault``."""
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Subscript) and target.value is use:
                    name = string(target.slice, scope)
                    if name is not None:
                        yield Argument(name, statement.value, target, scope, statement)
        elif isinstance(statement, ast.AugAssign) and statement.target is use:
            yield from self._mapping(statement.value, scope, statement, depth - 1)
        if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
            return
        call = statement.value
        if not isinstance(call.func, ast.Attribute) or not _is_method_of(call.func, use):
            return
        if call.func.attr == "update":
            yield from self.of(call, scope, statement, depth)
            for argument in call.args:
                yield from self._mapping(argument, scope, statement, depth - 1)
        elif call.func.attr == "setdefault" and len(call.args) == 2:
            name = string(call.args[0], scope)
            if name is not None:
                yield Argument(name, call.args[1], call.args[0], scope, statement)

    def _forwarded(self, binding: Binding, depth: int) -> Iterator[Argument]:
        """``def dial(**options)``: the keywords of the calls of a wrapper of the file."""
        function = binding.scope.node
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        if function.args.kwarg is not binding.node:
            return
        own = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
        owner = self._classes.of_method(binding.scope)
        if owner is not None and function.name == "__init__":
            return  # constructors take all kinds of options
        for call, scope, statement in self._structure.calls_named((function.name,)):
            if self._classes.calls(call.func, scope, function, owner):
                for argument in self.of(call, scope, statement, depth - 1):
                    if argument.name not in own:
                        yield argument


def _is_method_of(function: ast.Attribute, use: ast.expr) -> bool:
    """Whether a callee is a method of the used expression; a use is the whole chain."""
    return function is use or function.value is use

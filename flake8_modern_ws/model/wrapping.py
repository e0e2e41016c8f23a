"""Functions of the file that take a function and return one: wrappers and decorators."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from .scopes import FunctionNode, Scope, Structure

Function: TypeAlias = FunctionNode | ast.Lambda


class Resolved(NamedTuple):
    """A function that is called in the end.

    ``skipped`` counts the leading parameters that are bound already: ``self``, arguments of
    ``functools.partial``; ``named`` are those that a partial binds by name. ``direct`` tells
    whether it gets exactly what the caller passes.
    """

    function: Function
    skipped: int = 0
    named: frozenset[str] = frozenset()
    direct: bool = True


def returned(function: FunctionNode, structure: Structure) -> list[ast.expr] | None:
    """What a function returns; None if that may be nothing."""
    scope = structure.scopes[function]
    values = [node.value for node, where in structure.returns if where is scope]
    found = [value for value in values if value is not None]
    return found if found and len(found) == len(values) else None


def wrapped(
    wrapper: FunctionNode, parameter: ast.arg, inner: list[Resolved], structure: Structure
) -> list[Resolved] | None:
    """What is called when a wrapper's result is called; None if unknown.

    ``inner`` are the functions that the wrapper got for one of its parameters.
    """
    values = returned(wrapper, structure)
    if values is None or isinstance(wrapper, ast.AsyncFunctionDef):
        return None
    found: list[Resolved] = []
    for value in values:
        bindings = structure.scopes[wrapper].lookup(value.id) if isinstance(
            value, ast.Name) else []
        if len(bindings) != 1:
            return None
        node = bindings[0].node
        if node is parameter:
            found += inner
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            skipped = {item.skipped for item in inner} if inner else {0}
            if len(skipped) != 1:
                return None
            outer = Resolved(node, skipped.pop())
            found.append(outer)
            found += _passed_on(outer, parameter, inner, structure)
        else:
            return None
    return found


def _passed_on(
    outer: Resolved, parameter: ast.arg, inner: list[Resolved], structure: Structure
) -> Iterator[Resolved]:
    """The wrapped functions, if the function around passes its own arguments on to them."""
    arguments = outer.function.args
    own = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    rest = arguments.vararg.arg if arguments.vararg is not None else None
    scope = structure.scopes[outer.function]
    direct: set[bool] = set()
    for call, where, _ in structure.calls_named((parameter.arg,)):
        if not isinstance(call.func, ast.Name) or not _inside(where, scope) or [
            b.node for b in where.lookup(parameter.arg)
        ] != [parameter]:
            continue
        passed = _names(call)
        if passed is None:
            return
        stretched = rest is not None and passed[-1:] == [f"*{rest}"]
        plain = passed[:-1] if stretched else passed
        if plain != own[:len(plain)] or (len(plain) <= outer.skipped and not stretched):
            return
        direct.add(stretched and plain == own)
    if len(direct) == 1:
        for item in inner:
            yield item._replace(direct=item.direct and direct == {True})


def _names(call: ast.Call) -> list[str] | None:
    """The names that a call passes by position; None if something else is among them."""
    found: list[str] = []
    for argument in call.args:
        value = argument.value if isinstance(argument, ast.Starred) else argument
        if not isinstance(value, ast.Name):
            return None if value is argument and not found else found
        found.append(f"*{value.id}" if isinstance(argument, ast.Starred) else value.id)
    return found


def _inside(scope: Scope | None, outer: Scope) -> bool:
    while scope is not None and scope is not outer:
        scope = scope.parent
    return scope is outer

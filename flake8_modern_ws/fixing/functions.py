"""What the fixes of handlers and hooks share: parameters, and the code that reads them."""

from __future__ import annotations

import ast
from typing import TypeAlias

from ..model.names import chain
from ..model.scopes import Scope, Use
from .changes import Change
from .reasons import Reason, Withheld
from .subject import Subject

#: Functions that look at the variables of the function that calls them.
_LOCALS = ("locals", "vars", "eval", "exec", "dir")
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def positional(function: Function) -> list[ast.arg]:
    """The parameters that can be given by position."""
    return [*function.args.posonlyargs, *function.args.args]


def reads(name: str, function: Function, subject: Subject) -> list[Use]:
    """The uses of a parameter, in functions inside the function too."""
    scope = subject.structure.scopes[function]
    bindings = scope.bindings.get(name, [])
    return [use for use in subject.structure.uses.get(name, ())
            if use[1].lookup(name) is bindings]


def is_rebound(name: str, function: Function, subject: Subject) -> bool:
    """Whether a parameter gets another value."""
    return len(subject.structure.scopes[function].bindings.get(name, ())) != 1


def reads_locals(function: Function, subject: Subject) -> bool:
    """Whether the body looks at its variables by name: ``locals()`` and kin."""
    scope = subject.structure.scopes[function]
    return any(
        where is scope and isinstance(call.func, ast.Name)
        for call, where, _ in subject.structure.calls_named(_LOCALS))


def replace_reads(
    uses: list[Use], name: str, text: str, function: Function, subject: Subject, change: Change
) -> None:
    """Write an expression in place of a name."""
    document = subject.document
    root = text.partition(".")[0]
    inside = subject.structure.scopes[function]
    for node, scope, statement in uses:
        base, _ = chain(node)
        if not isinstance(base, ast.Name) or not isinstance(base.ctx, ast.Load):
            raise Withheld(Reason.WRITTEN_TO, f"'{name}' is assigned to")
        start = document.start(base)
        end = start + len(name)
        document.expect(start, end, name)
        if document.text[end:].lstrip(" \t")[:2] in ("=}", "=!", "=:"):
            raise Withheld(Reason.NOT_LITERAL, f"an f-string shows the name '{name}'")
        current: Scope | None = scope
        while current is not None and current is not inside:
            if root in current.bindings:
                raise Withheld(Reason.NAME_TAKEN, f"'{root}' means something else inside")
            current = current.parent
        change.edit(start, end, text)


def insert_first(statement: str, function: Function, subject: Subject, change: Change) -> None:
    """A statement at the start of a body, below the docstring and above comments."""
    assert not isinstance(function, ast.Lambda)
    document = subject.document
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and (
        isinstance(body[0].value.value, str))
    if documented and len(body) == 1:
        return
    first = body[1] if documented else body[0]
    decorators = getattr(first, "decorator_list", [])
    start = document.start(decorators[0]) if decorators else document.start(first)
    if decorators:
        start = document.text.rindex("@", 0, start)
    line_start = document.line_extent(start)[0]
    indent = document.text[line_start:start]
    if indent.strip(" \t\f") or document.text[:line_start].rstrip("\r\n").endswith("\\"):
        change.edit(start, start, f"{statement}; ")
        return
    above = document.line_extent(document.end(body[0]) - 1)[1] if documented else 0
    place = line_start
    while place > above:
        line, _ = document.line_extent(place - 1)
        text = document.text[line:place]
        if not text.lstrip(" \t").startswith("#") or not text.startswith(indent):
            break
        place = line
    change.edit(place, place, f"{indent.rpartition(chr(12))[2]}{statement}{document.newline}")


def is_free(name: str, function: Function, subject: Subject) -> bool:
    """Whether a function can take a name as its own: nothing in it means another by it."""
    scope = subject.structure.scopes[function]
    if name in scope.bindings or name in scope.declared_global:
        return False
    for _, where, _ in subject.structure.uses.get(name, ()):
        current: Scope | None = where
        while current is not None:
            if current is scope:
                return False
            if name in current.bindings:
                break  # a variable of a function inside
            current = current.parent
    return True

"""What the fixes of handlers and hooks share: parameters, and the code that reads them."""

from __future__ import annotations

import ast
from typing import TypeAlias

from ..model.names import chain
from ..model.scopes import Use
from .changes import Change
from .reasons import Reason, Withheld
from .subject import Subject

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


def replace_reads(
    uses: list[Use], name: str, text: str, subject: Subject, change: Change
) -> None:
    """Write an expression in place of a name."""
    for node, _, _ in uses:
        base, _ = chain(node)
        if not isinstance(base, ast.Name) or not isinstance(base.ctx, ast.Load):
            raise Withheld(Reason.WRITTEN_TO, f"'{name}' is assigned to")
        start = subject.document.start(base)
        subject.document.expect(start, start + len(name), name)
        change.edit(start, start + len(name), text)


def insert_first(statement: str, function: Function, subject: Subject, change: Change) -> None:
    """A statement at the start of a body, below the docstring."""
    assert not isinstance(function, ast.Lambda)
    document = subject.document
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and (
        isinstance(body[0].value.value, str))
    if documented and len(body) == 1:
        return
    first = body[1] if documented else body[0]
    decorators = getattr(first, "decorator_list", [])
    start = document.start(first)
    line_start = document.line_extent(document.start(decorators[0]) if decorators else start)[0]
    if decorators:
        line = document.text[line_start:]
        start = line_start + len(line) - len(line.lstrip(" \t"))
    indent = document.text[line_start:start]
    if indent.strip(" \t\f"):
        change.edit(start, start, f"{statement}; ")
    else:
        change.edit(start, start, f"{statement}{document.newline}{indent}")


def is_free(name: str, function: Function, subject: Subject) -> bool:
    """Whether a function can take a name as its own: nothing in it means another by it."""
    scope = subject.structure.scopes[function]
    if name in scope.bindings:
        return False
    for _, where, _ in subject.structure.uses.get(name, ()):
        current = where
        while current is not None:
            if current is scope:
                return False
            parent = current.parent
            if parent is None:
                break
            current = parent
    return True

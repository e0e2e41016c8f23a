"""What the fixes of handlers and hooks share: parameters, and the code that reads them."""

from __future__ import annotations

import ast
from typing import TypeAlias

from ..model.names import chain
from ..model.scopes import Scope, Use
from .changes import Change
from .reasons import Reason, Withheld
from .subject import Subject

#: Names for the connection that a hook gets, the best first.
CONNECTION = ("connection", "client_connection", "server_connection")
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
    return len(subject.structure.scopes[function].bindings.get(name, ())) > 1


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
    for node, scope, _ in uses:
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


def indent_step(indent: str, subject: Subject) -> str:
    """One more level of indentation."""
    tabs = "\t" in indent or (
        not indent and any(line.startswith("\t") for line in subject.source_lines))
    return "\t" if tabs else "    "


def insert_first(
    statement: str, function: Function, subject: Subject, change: Change, suite: str = ""
) -> None:
    """A statement at the start of a body, below the docstring and above comments.

    ``suite`` is what stands below it, if it has a body.
    """
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
        if suite:
            raise Withheld(Reason.NO_PLACE, "the body stands in the line of its function")
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
    indent = indent.rpartition("\f")[2]
    text = f"{indent}{statement}{document.newline}"
    if suite:
        text += f"{indent}{indent_step(indent, subject)}{suite}{document.newline}"
    change.edit(place, place, text)


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


def rename_parameters(
    function: Function, parameters: list[ast.arg], candidates: tuple[tuple[str, ...], ...],
    subject: Subject, change: Change, types: tuple[str, ...] = ("", ""),
) -> list[str]:
    """Give parameters the first free names, and new annotations. Raises ``Withheld``.

    ``types`` is what follows the names; empty for none.
    """
    old = {parameter.arg for parameter in parameters}
    chosen: list[str] = []
    for parameter, names, annotation in zip(parameters, candidates, types):
        found = next(
            (name for name in names if not is_rebound(name, function, subject)
             if name in old or is_free(name, function, subject)), None)
        if found is None:
            raise Withheld(Reason.NAME_TAKEN, f"'{names[0]}' is already used in the hook")
        start, end = subject.document.extent(parameter)
        if subject.document.has_comment(start, end):
            raise Withheld(Reason.COMMENT_IN_SPAN)
        if found + annotation != subject.document.text[start:end]:
            change.replace(start, end, found + annotation)
        chosen.append(found)
    return chosen


def replace_parameter(
    name: str, text: str, function: Function, subject: Subject, change: Change
) -> None:
    """Write an expression for a parameter that the function no longer takes."""
    if is_rebound(name, function, subject):
        if isinstance(function, ast.Lambda):
            raise Withheld(Reason.WRITTEN_TO, f"'{name}' gets another value")
        insert_first(f"{name} = {text}", function, subject, change)
        return
    replace_reads(reads(name, function, subject), name, text, function, subject, change)

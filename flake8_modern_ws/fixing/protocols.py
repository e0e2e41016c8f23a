"""Subclasses of the legacy connection classes, and the arguments that take them.

A class that adds something of its own to connections works as a subclass of the new class, given
as ``create_connection``. The new implementation never calls ``process_request`` of it; given as
an argument, the same method is called with the connection, which is an object of the class.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..catalog import shared_members as members
from ..catalog import websockets_attributes as table
from ..model.scopes import FunctionNode
from ..plans import ReplaceProtocolBase, ReplaceProtocolClass
from . import hook_types, responses
from .arguments import rename, require_ours
from .changes import Change
from .functions import positional, rename_parameters, replace_parameter
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

_HOOK = "process_request"
_REQUEST = ("request", "http_request")
_REPLACED = frozenset(row.name for row in table.CONNECTION if row.replacement is not None)
_TAKEN = (members.KEPT | members.ADDED | table.CONNECTION_INTERNALS | {
    row.name for row in table.CONNECTION})
#: Statements of a class body besides methods.
_FIELDS = (ast.Assign, ast.AnnAssign, ast.Pass, ast.Expr)


def plan(plan: ReplaceProtocolBase, subject: Subject, imports: Imports) -> Change:
    """What changes inside the class. Raises ``Withheld``."""
    owner = plan.owner
    if owner is None:
        raise Withheld(Reason.MANUAL)
    _require_plain(owner, subject)
    change = Change()
    for method in _methods(owner):
        if method.name == _HOOK:
            _change_hook(method, subject, imports, change)
        elif method.name == "__init__":
            _require_handing_on(method)
    _require_own_attributes(owner, subject)
    return change


def plan_argument(plan: ReplaceProtocolClass, subject: Subject, imports: Imports) -> Change:
    """``create_protocol=Class`` becomes ``create_connection=Class``. Raises ``Withheld``."""
    argument, call, owner = plan.argument, plan.call, plan.owner
    if argument is None or call is None or owner is None:
        raise Withheld(Reason.MANUAL)
    require_ours(argument, call, subject)
    given = {entry.name for entry in subject.model.mappings.arguments(
        call.call, call.scope, call.statement)}
    if given & {"create_connection", _HOOK}:
        raise Withheld(Reason.NAME_TAKEN, "a class and a function are given")
    change = Change()
    rename(argument, "create_connection", subject, change)
    if any(method.name == _HOOK for method in _methods(owner)):
        if argument.node not in call.call.keywords:
            raise Withheld(Reason.NOT_LITERAL)
        elements = subject.locator.arguments(call.call)
        change.appended.append(
            (elements, f"{_HOOK}={subject.document.of(argument.value)}.{_HOOK}"))
    return change


def _methods(owner: ast.ClassDef) -> Iterator[FunctionNode]:
    for statement in owner.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield statement


def _require_plain(owner: ast.ClassDef, subject: Subject) -> None:
    """Raise unless the class has one base and is given to the library alone."""
    if len(owner.bases) != 1 or owner.keywords or owner.decorator_list:
        raise Withheld(Reason.MANUAL, "the class has other bases, or a decorator")
    if owner.name in subject.kept_names:
        raise Withheld(Reason.OTHER_USES, "other files import it from this one")
    if not all(isinstance(statement, (*_FIELDS, ast.FunctionDef, ast.AsyncFunctionDef))
               for statement in owner.body):
        raise Withheld(Reason.MANUAL, "the class holds more than methods")
    given = {id(entry.value) for call in subject.model.library_calls
             for entry in subject.model.mappings.arguments(call.call, call.scope, call.statement)
             if entry.name in ("create_protocol", "klass")}
    found = False
    for node, scope, statement in subject.structure.uses.get(owner.name, ()):
        if not any(binding.node is owner for binding in scope.lookup(owner.name)):
            continue
        found = found or id(node) in given
        parent = subject.parent(node, statement)
        called = isinstance(parent, ast.Call) and parent.func is node
        if called or isinstance(node, ast.Attribute) or (
            isinstance(statement, ast.ClassDef) and node in statement.bases
        ):
            raise Withheld(Reason.OTHER_USES, f"line {node.lineno} uses the class otherwise")
    if not found:
        raise Withheld(Reason.MANUAL, "no call in this file is given the class")


def _require_handing_on(method: FunctionNode) -> None:
    """Raise unless ``__init__`` takes any arguments and hands them on."""
    given = method.args
    if len(positional(method)) != 1 or given.kwonlyargs or not given.vararg or not given.kwarg:
        raise Withheld(Reason.MANUAL, "'__init__' takes arguments of the old class")
    wanted = f"super().__init__(*{given.vararg.arg}, **{given.kwarg.arg})"
    if not any(isinstance(statement, ast.Expr) and ast.unparse(statement.value) == wanted
               for statement in method.body):
        raise Withheld(Reason.MANUAL, "'__init__' does not hand all its arguments on")
    if sum(isinstance(node, ast.Name) and node.id in (given.vararg.arg, given.kwarg.arg)
           for node in ast.walk(method)) != 2:
        raise Withheld(Reason.MANUAL, "'__init__' takes arguments of the old class")


def _require_own_attributes(owner: ast.ClassDef, subject: Subject) -> None:
    """Raise if the class builds upon what the new one lacks, or means otherwise."""
    own = set(subject.structure.scopes[owner].bindings)
    attributes = [node for node in ast.walk(owner) if isinstance(node, ast.Attribute)
                  and _is_of_itself(node.value)]
    own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}
    clashing = sorted(own & _TAKEN - members.OVERRIDABLE - {_HOOK})
    if clashing:
        raise Withheld(Reason.NAME_TAKEN, f"connections have '{clashing[0]}' themselves")
    for node in attributes:
        if isinstance(node.value, ast.Call):
            known = node.attr == "__init__" or node.attr in members.OVERRIDABLE
        else:
            known = node.attr in own or node.attr in members.KEPT or node.attr in _REPLACED
        if not known:
            raise Withheld(
                Reason.OTHER_USES, f"line {node.lineno} uses '{node.attr}' of the old class")


def _is_of_itself(value: ast.expr) -> bool:
    """Whether it is ``self`` or ``super()``."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "super"
    return isinstance(value, ast.Name) and value.id in ("self", "cls")


def _change_hook(
    method: FunctionNode, subject: Subject, imports: Imports, change: Change
) -> None:
    """``process_request(self, path, headers)`` takes ``(self, request)``."""
    parameters = positional(method)
    if len(parameters) != 3 or method.decorator_list or method.args.defaults or (
        method.args.vararg or method.args.kwarg or method.args.kwonlyargs
    ):
        raise Withheld(Reason.STAR_ARGUMENTS, "the hook takes other parameters too")
    itself, path, headers = parameters
    types = hook_types.of_parameters(
        method, [headers], (hook_types.REQUEST,), subject, imports, change)
    (request,) = rename_parameters(method, [headers], (_REQUEST,), subject, change, types)
    elements = subject.locator.parameters(method)
    start = subject.document.start(path)
    index = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if index is None:
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, index, subject.document)
    for parameter, attribute in ((path, "path"), (headers, "headers")):
        replace_parameter(parameter.arg, f"{request}.{attribute}", method, subject, change)
    responses.change_results(method, itself.arg, subject, imports, change)

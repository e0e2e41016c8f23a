"""Gives handshake hooks the parameters and results of the new implementation."""

from __future__ import annotations

import ast

from ..model.handlers import HOOKS
from ..model.hooks import returned
from ..model.scopes import Scope
from ..plans import ReplaceHook
from . import hook_types, responses, subprotocols
from .callers import Callers
from .changes import Change
from .functions import CONNECTION, Function, positional, rename_parameters, replace_parameter
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

#: Names of the parameters, the best first.
_REQUEST = ("request", "http_request")


def plan(plan: ReplaceHook, subject: Subject, imports: Imports) -> Change:
    """The change for one hook. Raises ``Withheld``."""
    hook = plan.hook
    if hook is None:
        raise Withheld(Reason.MANUAL)
    if hook.override:
        return Change()  # goes with the class
    if hook.what == "extra_headers":
        require_headers(hook.function, subject)
        _require_argument(hook.function, subject)
        return Change()  # goes with the argument
    parameters = positional(hook.function)[-len(hook.parameters):] if hook.parameters else []
    if plan.signature and (
        len(parameters) != 2 or hook.function.args.defaults or hook.function.args.kwonlyargs
        or hook.function.args.vararg or hook.function.args.kwarg
    ):
        raise Withheld(Reason.STAR_ARGUMENTS, "the hook takes other parameters too")
    if plan.signature and not isinstance(hook.function, ast.Lambda):
        _require_unused(hook.function, subject)
    change = Change()
    if hook.what == "select_subprotocol":
        if plan.signature:
            subprotocols.change_hook(hook.function, parameters, subject, change)
        return change
    connection = parameters[0].arg if parameters else "connection"
    if plan.signature:
        types = hook_types.of_parameters(
            hook.function, parameters, (hook_types.CONNECTION, hook_types.REQUEST), subject,
            imports, change)
        connection, request = rename_parameters(
            hook.function, parameters, (CONNECTION, _REQUEST), subject, change, types)
        for parameter, attribute in zip(parameters, ("path", "headers")):
            replace_parameter(
                parameter.arg, f"{request}.{attribute}", hook.function, subject, change)
    responses.change_results(hook.function, connection, subject, imports, change)
    return change


def _require_unused(function: ast.FunctionDef | ast.AsyncFunctionDef, subject: Subject) -> None:
    """Raise if the program calls the hook itself, or other code gets it."""
    classes = subject.model.kinds.classes
    owner = classes.of_method(subject.structure.scopes[function])
    if any(classes.calls(call.func, scope, function, owner)
           for call, scope, _ in subject.structure.calls_named((function.name,))):
        raise Withheld(Reason.OTHER_USES, "the program calls the hook itself")
    if any(_is_handed_on(node, scope, statement, subject)
           for node, scope, statement in subject.structure.uses.get(function.name, ())
           if any(binding.node is function for binding in scope.lookup(function.name))):
        raise Withheld(Reason.OTHER_USES, f"'{function.name}' is handed to other code too")
    if len(Callers(function, subject).family) > 1:
        raise Withheld(Reason.OTHER_USES, "a class below or above defines the method too")
    if any(name in subject.kept_names for name in (function.name, f".{function.name}")):
        raise Withheld(Reason.OTHER_USES, "other files import it from this one")


def _is_handed_on(
    node: ast.expr, scope: Scope, statement: ast.stmt, subject: Subject
) -> bool:
    """Whether a call other than those of the library gets the hook, or an attribute keeps it."""
    parent = subject.parent(node, statement)
    if isinstance(parent, ast.keyword):
        if parent.arg in HOOKS:
            return False
        parent = subject.parent(parent, statement)
    if isinstance(parent, ast.Call):
        return parent.func is not node and subject.model.names.path(
            parent.func, scope) != "functools.partial"
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    return getattr(statement, "value", None) is node and any(
        isinstance(target, ast.Attribute) for target in targets)


def _require_argument(function: Function, subject: Subject) -> None:
    """Raise unless every call that gives the function can take another in its place."""
    for given in subject.model.handlers.given:
        if given.function is function and given.what == "extra_headers":
            names = {keyword.arg for keyword in given.call.keywords}
            if "extra_headers" not in names or names & {"process_response", None}:
                raise Withheld(Reason.NAME_TAKEN, "'process_response' may be given too")


def require_headers(function: Function, subject: Subject) -> None:
    """Raise unless a function given as ``extra_headers`` always returns headers."""
    if isinstance(function, ast.Lambda):
        raise Withheld(Reason.MANUAL, "a function gives the headers")
    found = returned(function, subject.structure)
    values = [node.value for node in found]
    last = function.body[-1]
    if isinstance(function, ast.AsyncFunctionDef) or not isinstance(last, ast.Return) or not all(
        isinstance(value, (ast.Dict, ast.List, ast.Call, ast.Name)) for value in values
    ):
        raise Withheld(Reason.MANUAL, "the function may give no headers")

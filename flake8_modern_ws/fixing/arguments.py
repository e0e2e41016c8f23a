"""Renames, removes and moves arguments of calls, also in the mappings that give them."""

from __future__ import annotations

import ast

from ..model.contents import Entry
from ..model.library_calls import LibraryCall
from ..model.scopes import Binding, Scope
from ..model.values import held_value
from ..plans import NameArguments, ReplaceArgument, ReplaceProtocolFactory
from . import headers, hooks
from .changes import Change
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

#: Calls whose value is thrown away without a loss.
_HARMLESS_CALLS = frozenset({"get_event_loop", "get_running_loop", "new_event_loop"})
_HARMLESS = (ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp, ast.BinOp, ast.Load,
             ast.operator, ast.unaryop)
#: What a mapping may be used for besides being given to the call.
_BUILDING_METHODS = frozenset({"update", "setdefault"})


def plan(plan: ReplaceArgument, subject: Subject, imports: Imports) -> Change:
    """The change for one argument. Raises ``Withheld``."""
    argument, call = plan.argument, plan.call
    if argument is None or call is None:
        raise Withheld(Reason.MANUAL)
    require_ours(argument, call, subject)
    if plan.new is None or (plan.new == "process_response" and is_none(argument.value)):
        return _removed(argument, subject)
    if any(entry.name == plan.new for entry in subject.model.mappings.arguments(
            call.call, call.scope, call.statement)):
        raise Withheld(Reason.NAME_TAKEN, f"'{plan.new}' is given too")
    change = Change()
    if plan.header:
        rename(argument, plan.new, subject, change)
        value = headers.only_value(argument.value)
        start, end = subject.document.extent(argument.value)
        change.edit(start, subject.document.start(value), "")
        change.edit(subject.document.end(value), end, "")
        _refuse_comments(start, subject.document.start(value), subject)
        _refuse_comments(subject.document.end(value), end, subject)
        return change
    if plan.new == "process_response":
        headers.take("server", "server_header", argument, call, subject, change)
        _response_headers(argument, subject, change)
    elif plan.new == "additional_headers":
        headers.take_user_agent(argument, call, subject, change)
    rename(argument, plan.new, subject, change)
    return change


def require_ours(argument: Entry, call: LibraryCall, subject: Subject) -> None:
    """Raise unless the argument reaches this call of the library, and nothing else."""
    if argument.node in call.call.keywords:
        return
    stars = [keyword.value for keyword in call.call.keywords if keyword.arg is None]
    inside = subject.model.parents(argument.statement)
    node: ast.AST | None = argument.node
    while node is not None:
        if node in stars:
            return  # a literal in the call itself
        node = inside.get(node)
    if len(stars) != 1 or not isinstance(stars[0], ast.Name):
        raise Withheld(Reason.OTHER_USES, "the mapping may be used elsewhere")
    star = stars[0]
    bindings = call.scope.lookup(star.id)
    if any(binding.kind == "parameter" for binding in bindings):
        _require_wrapper(argument, star, bindings, call, subject)
        return
    for use, scope, statement in subject.structure.uses.get(star.id, ()):
        if scope.lookup(star.id) is bindings and use is not star and not _builds(
            use, statement, subject
        ):
            raise Withheld(Reason.OTHER_USES, f"'{star.id}' is used elsewhere too")
    if not _is_filled_by(argument.statement, star.id):
        raise Withheld(Reason.OTHER_USES, "the argument comes from another mapping")


def _require_wrapper(
    argument: Entry, star: ast.Name, bindings: list[Binding], call: LibraryCall,
    subject: Subject,
) -> None:
    """``def dial(**options)`` that hands its options on to this call alone."""
    uses = [use for use, scope, _ in subject.structure.uses.get(star.id, ())
            if scope.lookup(star.id) is bindings]
    if len(bindings) != 1 or uses != [star] or not isinstance(argument.node, ast.keyword):
        raise Withheld(Reason.OTHER_USES, "the function uses its options otherwise too")


def _builds(use: ast.expr, statement: ast.stmt, subject: Subject) -> bool:
    """Whether a use of a mapping sets entries and no more."""
    if isinstance(use, ast.Attribute):
        parent = subject.parent(use, statement)
        return (use.attr in _BUILDING_METHODS and isinstance(parent, ast.Call)
                and isinstance(statement, ast.Expr) and statement.value is parent)
    if isinstance(use, ast.Name) and isinstance(use.ctx, ast.Store):
        return True
    parent = subject.parent(use, statement)
    return (isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store)
            and parent.value is use)


def _is_filled_by(statement: ast.stmt, name: str) -> bool:
    """Whether a statement is about this mapping itself."""
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        found = targets[0].value if isinstance(targets[0], ast.Subscript) else targets[0]
        return len(targets) == 1 and isinstance(found, ast.Name) and found.id == name
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        function = statement.value.func
        return (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
                and function.value.id == name)
    return False


def rename(argument: Entry, new: str, subject: Subject, change: Change) -> None:
    """Write another name where the argument has its own. Raises ``Withheld``."""
    document = subject.document
    node = argument.node
    if isinstance(node, ast.keyword):
        start = document.start(node)
        document.expect(start, start + len(argument.name), argument.name)
        change.edit(start, start + len(argument.name), new)
        return
    key = node.slice if isinstance(node, ast.Subscript) else node
    if not isinstance(key, ast.Constant):
        raise Withheld(Reason.NOT_LITERAL)
    written = document.of(key)
    if written[1:-1] != argument.name or written[:1] not in "'\"":
        raise Withheld(Reason.NOT_LITERAL)
    start = document.start(key) + 1
    change.edit(start, start + len(argument.name), new)


def _removed(argument: Entry, subject: Subject) -> Change:
    for node in ast.walk(argument.value):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in _HARMLESS_CALLS or node.args or node.keywords:
                raise Withheld(Reason.NOT_LITERAL, "computing the value may do something")
        elif not isinstance(node, _HARMLESS):
            raise Withheld(Reason.NOT_LITERAL, "computing the value may do something")
    change = Change()
    parents = subject.model.parents(argument.statement)
    parent = parents.get(argument.node)
    if isinstance(parent, ast.Call) and isinstance(argument.node, ast.keyword):
        elements = subject.locator.arguments(parent)
        start = subject.document.start(argument.node)
    elif isinstance(parent, ast.Dict):
        elements = subject.locator.entries(parent)
        start = subject.document.start(argument.node)
    else:
        raise Withheld(Reason.NOT_LITERAL, "it is set in a statement of its own")
    index = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if index is None:
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, index, subject.document)
    return change


def _response_headers(argument: Entry, subject: Subject, change: Change) -> None:
    """``extra_headers`` of a server: a function that sets the headers of each response."""
    value = argument.value
    simple = (ast.Name, ast.Attribute, ast.Dict, ast.List, ast.Tuple, ast.Constant, ast.Load)
    if not all(isinstance(node, simple) for node in ast.walk(value)):
        raise Withheld(Reason.NOT_LITERAL, "the headers are computed")
    called = ""
    if isinstance(value, (ast.Name, ast.Attribute)):
        functions = list(subject.model.handlers.resolve(value, argument.scope))
        if functions and not isinstance(argument.node, ast.keyword):
            raise Withheld(Reason.MANUAL, "a function gives the headers")
        for found in functions:
            hooks.require_headers(found.function, subject)
            called = "(request.path, request.headers)"
    if any(isinstance(node, ast.Name) for node in ast.walk(value)) and not isinstance(
        argument.node, ast.keyword
    ):
        raise Withheld(Reason.NOT_LITERAL)
    if any(isinstance(node, ast.Name) and node.id in ("connection", "request", "response")
           for node in ast.walk(value)):
        raise Withheld(Reason.NAME_TAKEN, "the hook has a parameter of that name")
    start, end = subject.document.extent(value)
    change.edit(start, start,
                "lambda connection, request, response: response.headers.update(")
    if not called and _may_be_none(value, argument.scope):
        called = " or {}"
    change.edit(end, end, f"{called})")


def is_none(node: ast.AST | None) -> bool:
    """``None``, written out."""
    return isinstance(node, ast.Constant) and node.value is None


def _may_be_none(value: ast.expr, scope: Scope) -> bool:
    """Whether headers may be missing: nobody can tell of an attribute."""
    if not isinstance(value, ast.Name):
        return isinstance(value, ast.Attribute)
    for binding in scope.lookup(value.id):
        held = binding.value
        arms = [held.body, held.orelse] if isinstance(held, ast.IfExp) else [held]
        annotation = "" if binding.annotation is None else ast.unparse(binding.annotation)
        if any(map(is_none, arms)) or "None" in annotation or "Optional" in annotation:
            return True
    return False


def _refuse_comments(start: int, end: int, subject: Subject) -> None:
    if subject.document.has_comment(start, end):
        raise Withheld(Reason.COMMENT_IN_SPAN)


def plan_names(plan: NameArguments, subject: Subject, imports: Imports) -> Change:
    """``f(a, True)`` becomes ``f(a, flag=True)``."""
    call, row = plan.call, plan.row
    if call is None or row is None:
        raise Withheld(Reason.MANUAL)
    positional = call.args[row.positional:]
    given = {keyword.arg for keyword in call.keywords}
    if len(positional) > len(row.names) or None in given:
        raise Withheld(Reason.STAR_ARGUMENTS)
    change = Change()
    for name, argument in zip(row.names, positional):
        if name in given:
            raise Withheld(Reason.NAME_TAKEN)
        start, end = subject.locator.argument(call, argument)
        if isinstance(argument, ast.NamedExpr) and start == subject.document.start(argument):
            change.edit(start, start, f"{name}=(")
            change.edit(end, end, ")")
            continue
        change.edit(start, start, f"{name}=")
    return change


def plan_factory(plan: ReplaceProtocolFactory, subject: Subject, imports: Imports) -> Change:
    """``create_protocol=basic_auth_protocol_factory(…)``; its name changes by itself."""
    argument, call = plan.argument, plan.call
    factory = None if argument is None else held_value(argument.value, argument.scope)
    if argument is None or call is None or not isinstance(factory, ast.Call):
        raise Withheld(Reason.MANUAL)
    if len(factory.args) > 3 or any(isinstance(a, ast.Starred) for a in factory.args) or any(
        keyword.arg in (None, "create_protocol") for keyword in factory.keywords
    ):
        raise Withheld(Reason.STAR_ARGUMENTS)
    if any(entry.name == "process_request" for entry in subject.model.mappings.arguments(
            call.call, call.scope, call.statement)):
        raise Withheld(Reason.NAME_TAKEN, "'process_request' is given too")
    require_ours(argument, call, subject)
    change = Change()
    rename(argument, "process_request", subject, change)
    return change

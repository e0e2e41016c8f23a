"""Takes ``path`` from connection handlers, and from the calls that give it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..model.events import Place
from ..model.handlers import Given
from ..model.scopes import FunctionNode
from ..plans import RemovePath
from ..rules.conditions import is_guarded
from .callers import Callers, DirectCall
from .changes import Change
from .functions import (
    Function,
    insert_first,
    is_rebound,
    positional,
    reads,
    reads_locals,
    replace_reads,
)
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

_SIMPLE = (ast.Constant, ast.Name, ast.Attribute, ast.Load, ast.JoinedStr, ast.FormattedValue)


def plan(plan: RemovePath, subject: Subject, imports: Imports) -> Change:
    """The change for one handler. Raises ``Withheld``."""
    if plan.given is None:
        raise Withheld(Reason.MANUAL)
    return _change(plan.given, subject, ())


def _change(
    given: Given, subject: Subject, around: tuple[Function, ...], depth: int = 0
) -> Change:
    """The change for a handler, as a part of those for the handlers that call it."""
    function, index = given.function, given.skipped + 1
    parameters = positional(function)
    connection, path = parameters[index - 1].arg, parameters[index].arg
    if connection in given.named:
        raise Withheld(Reason.OTHER_USES, "a partial binds the connection")
    change = Change()
    if isinstance(function, ast.Lambda):
        _require_one_way(function, given, subject)
        _remove_parameter(function, index, subject, change)
        if is_rebound(path, function, subject) or is_rebound(connection, function, subject):
            raise Withheld(Reason.WRITTEN_TO, "a parameter is assigned to")
        replace_reads(reads(path, function, subject), path, f"{connection}.request.path",
                      function, subject, change)
        return change
    scope = subject.structure.scopes[function]
    own = scope.parent is not None and scope.parent.kind == "module"
    # Of a method, files that may call it are known by an attribute of that name.
    if (function.name if own else f".{function.name}") in subject.kept_names:
        raise Withheld(Reason.OTHER_USES, "other files import it from this one")
    callers = Callers(function, subject)
    arguments = [
        (call, *found) for call in callers.calls()
        for found in _arguments(call, index, callers.family)]
    handed = {id(value) for _, _, value in arguments}
    used: list[str] = []
    for member in callers.family:
        _require_one_way(member, given, subject)
        _require_no_more(member, index, given)
        if _of_member(member, index, handed, subject, change, (*around, *callers.family), depth):
            used.append(member.name)
    leaving_out = len(list(callers.calls())) - len(arguments)
    if used and leaving_out:
        raise Withheld(Reason.OTHER_USES, "a call leaves the path out")
    for call, found, value in arguments:
        if not all(isinstance(node, _SIMPLE) for node in ast.walk(value)):
            raise Withheld(Reason.NOT_LITERAL, "a call computes the path that it gives")
        if used and not _is_passed_on(value, call, index, callers.family, subject):
            raise Withheld(Reason.OTHER_USES, "a call gives it another path")
        _take_argument(call.call, found, value, subject, change)
    return change


def _require_one_way(function: Function, given: Given, subject: Subject) -> None:
    if any(other.function is function and (
        other.skipped != given.skipped or other.named != given.named or not other.direct
        or other.what != "handler"
    ) for other in subject.model.handlers.given):
        raise Withheld(Reason.OTHER_USES, "the function is given to the library in several ways")


def _require_no_more(function: Function, index: int, given: Given) -> None:
    """Raise if the function has further parameters that nobody gives a value."""
    parameters = positional(function)
    required = parameters[index + 1:len(parameters) - len(function.args.defaults)]
    if any(parameter.arg not in given.named for parameter in required):
        raise Withheld(Reason.OTHER_USES, "it takes more than the library ever passed")


def _of_member(
    function: FunctionNode, index: int, handed: set[int], subject: Subject, change: Change,
    around: tuple[Function, ...], depth: int,
) -> bool:
    """Take the parameter from one function; whether its body reads it.

    ``handed`` are arguments that go with this change, which need no path any more.
    """
    parameters = positional(function)
    if len(parameters) <= index:
        return False  # takes the connection alone already
    connection, path = parameters[index - 1].arg, parameters[index].arg
    _remove_parameter(function, index, subject, change)
    if not _is_built_upon(path, function, subject) and not reads_locals(function, subject) and all(
        id(node) in handed or _goes_along(node, statement, subject, change, around, depth)
        for node, _, statement in reads(path, function, subject)
    ):
        return False
    optional = len(parameters) - index <= len(function.args.defaults)
    default = function.args.defaults[index - len(parameters)] if optional else None
    if optional and not (isinstance(default, ast.Constant)
                         and isinstance(default.value, (str, type(None)))):
        raise Withheld(Reason.SEVERAL_MEANINGS, f"'{path}' has a default of its own")
    if optional and _asks_for_default(path, function, subject):
        assert isinstance(default, ast.Constant)
        if default.value is not None:
            raise Withheld(Reason.SEVERAL_MEANINGS, f"it tells whether '{path}' was given")
        if not _falls_back(path, connection, function, subject, change):
            return True
        insert_first(f"{path} = {connection}.request.path", function, subject, change)
    else:
        insert_first(f"{path} = {connection}.request.path", function, subject, change)
    return True


def _is_built_upon(path: str, function: FunctionNode, subject: Subject) -> bool:
    """Whether a further binding needs the one that the parameter makes: ``+=``, ``nonlocal``."""
    scope = subject.structure.scopes[function]
    return any(binding.kind == "augmented" or binding.scope is not scope
               for binding in scope.bindings.get(path, ()))


#: How far handlers are followed that hand their path to one another.
_DEPTH = 2


def _goes_along(
    node: ast.expr, statement: ast.stmt, subject: Subject, change: Change,
    around: tuple[Function, ...], depth: int,
) -> bool:
    """Whether a read of the path is an argument that goes with the path of another handler.

    The change of that handler becomes a part of this one.
    """
    parent = subject.parent(node, statement)
    call = subject.parent(parent, statement) if isinstance(parent, ast.keyword) else parent
    if not isinstance(call, ast.Call) or depth >= _DEPTH:
        return False
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    start, end = subject.document.extent(node)
    for other in subject.model.handlers.given:
        function = other.function
        required = len(positional(function)) - len(function.args.defaults)
        if other.what != "handler" or not other.direct or isinstance(
            function, ast.Lambda
        ) or function.name != name or function in around or (
            required <= other.skipped + 1  # left alone, or only with --unsafe
        ) or is_guarded(Place(function, other.scope, function), subject.context):
            continue
        try:
            theirs = _change(other, subject, around, depth + 1)
        except Withheld:
            continue
        if (start, end) in theirs.gone:
            change.add(theirs.edits)
            change.gone += theirs.gone
            return True
    return False


def _asks_for_default(path: str, function: FunctionNode, subject: Subject) -> bool:
    """Whether the body tells a path that was given from one that was not."""
    for node, _, statement in reads(path, function, subject):
        parent = subject.parent(node, statement)
        if isinstance(parent, ast.Compare) and any(
            isinstance(other, ast.Constant) and other.value is None
            for other in (parent.left, *parent.comparators)
        ):
            return True
        if isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.Or) and (
            parent.values[0] is node and isinstance(
                subject.parent(parent, statement), (ast.FormattedValue, ast.Call))
        ):
            continue  # shown, or a value in its place
        if isinstance(parent, (ast.BoolOp, ast.If, ast.While, ast.Assert, ast.Match)) or (
            isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
        ) or (isinstance(parent, ast.IfExp) and parent.test is node):
            return True
    return False


def _falls_back(
    path: str, connection: str, function: FunctionNode, subject: Subject, change: Change
) -> bool:
    """Whether ``if path is None: path = ...`` at the start of the body gives another default.

    If it asks the connection it loses its test instead, and nothing else has to be done.
    Raises ``Withheld`` where the body does something else.
    """
    body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
    first = body[0] if body else None
    inner = first.body[0] if isinstance(first, ast.If) and not first.orelse and len(
        first.body) == 1 else None
    if not isinstance(first, ast.If) or not isinstance(inner, ast.Assign) or [
        getattr(target, "id", "") for target in inner.targets
    ] != [path] or ast.unparse(first.test) not in (f"{path} is None", f"not {path}"):
        raise Withheld(Reason.SEVERAL_MEANINGS, f"it tells whether '{path}' was given")
    asked = {node.id for node in ast.walk(inner.value) if isinstance(node, ast.Name)}
    if path in asked:
        raise Withheld(Reason.SEVERAL_MEANINGS, f"it tells whether '{path}' was given")
    if connection not in asked:
        return True  # the library always gave one
    document = subject.document
    start, end = document.start(first), document.start(inner)
    if document.has_comment(start, end):
        raise Withheld(Reason.COMMENT_IN_SPAN)
    if "\n" in document.of(inner):
        raise Withheld(Reason.MANUAL, "a statement of several lines would move")
    change.edit(start, end, "")
    return False


def _remove_parameter(
    function: Function, index: int, subject: Subject, change: Change
) -> None:
    parameter = positional(function)[index]
    elements = subject.locator.parameters(function)
    start = subject.document.start(parameter)
    where = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if where is None:
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, where, subject.document)


def _arguments(
    direct: DirectCall, index: int, family: list[FunctionNode]
) -> Iterator[tuple[ast.AST, ast.expr]]:
    """The argument of a direct call that is the path, and its value; nothing if there is none."""
    call, position = direct.call, index - direct.skipped
    if any(isinstance(a, ast.Starred) for a in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    ):
        raise Withheld(Reason.STAR_ARGUMENTS)
    names = {positional(member)[index].arg for member in family
             if len(positional(member)) > index}
    if len(call.args) > position:
        yield call.args[position], call.args[position]
    else:
        yield from ((keyword, keyword.value) for keyword in call.keywords
                    if keyword.arg in names)


def _take_argument(
    call: ast.Call, found: ast.AST, value: ast.expr, subject: Subject, change: Change
) -> None:
    elements = subject.locator.arguments(call)
    start = subject.document.start(found)
    where = next((i for i, part in enumerate(elements.parts)
                  if part.start <= start < part.end), None)
    if where is None:
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, where, subject.document)
    change.gone.append(subject.document.extent(value))


def _is_passed_on(
    value: ast.expr, direct: DirectCall, index: int, family: list[FunctionNode],
    subject: Subject,
) -> bool:
    """Whether a call gives the path of the connection that it gives."""
    call, position, scope = direct.call, index - direct.skipped, direct.scope
    names = {positional(member)[index - 1].arg for member in family
             if len(positional(member)) >= index}
    given_by_name = [keyword.value for keyword in call.keywords if keyword.arg in names]
    connections = call.args[max(0, position - 1):position] or given_by_name
    if len(connections) != 1:
        return False
    connection = connections[0]
    own = ast.unparse(connection)
    paths = (f"{own}.path", f"{own}.request.path")
    if isinstance(value, ast.Attribute):
        return isinstance(connection, (ast.Name, ast.Attribute)) and ast.unparse(value) in paths
    if not isinstance(value, ast.Name) or not isinstance(connection, ast.Name):
        return False
    given, passed = scope.lookup(value.id), scope.lookup(connection.id)
    if len(given) != 1 or len(passed) != 1 or passed[0].kind != "parameter":
        return False
    if given[0].kind == "assignment" and given[0].value is not None:
        return ast.unparse(given[0].value) in paths
    handlers = {(item.function, item.skipped + 1) for item in subject.model.handlers.given
                if item.what == "handler" and item.direct}
    handlers |= {(member, index) for member in family}
    return any(
        len(positional(function)) > where
        and positional(function)[where] is given[0].node
        and positional(function)[where - 1] is passed[0].node
        for function, where in handlers)

"""Moves a call of ``serve`` that runs too early into a coroutine."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..model.library_calls import LibraryCall
from ..model.scopes import Binding, Block, Scope
from ..plans import RunInLoop
from .changes import Change
from .functions import indent_step
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

_SERVE = frozenset({"serve", "unix_serve"})
_NEW_LOOPS = frozenset({"asyncio.get_event_loop", "asyncio.new_event_loop"})
#: Calls that depend on which event loop runs.
_LOOP_CALLS = ("get_event_loop", "new_event_loop", "set_event_loop", "ensure_future",
               "create_task", "run_until_complete", "run_forever", "run", "call_soon",
               "call_later", "add_signal_handler", "gather", "Future", "wrap_future",
               "create_future", "run_coroutine_threadsafe",
               # Objects of other libraries that keep the loop of the moment.
               "ClientSession", "TCPConnector", "AsyncIOScheduler", "AsyncIOMotorClient")
_NAMES = ("main", "run_server", "serve_forever")
_SERVER_NAMES = ("server", "websocket_server", "running_server")


class _Start(NamedTuple):
    """How a server is started: the call, what it is assigned to, and who runs it."""

    call: ast.Call
    scope: Scope
    statement: ast.stmt
    #: The variable that holds it, and its one use; None where the call stands in the runner.
    variable: str | None
    use: ast.expr
    runner: ast.stmt
    runner_scope: Scope
    #: Other servers that the variable may hold instead.
    others: tuple[tuple[ast.Call, ast.stmt], ...] = ()


def plan(plan: RunInLoop, subject: Subject, imports: Imports) -> Change:
    """The change for one call. Raises ``Withheld``."""
    if plan.call is None:
        raise Withheld(Reason.MANUAL)
    start = _start(plan.call, subject)
    if start.scope.kind == "class":
        raise Withheld(Reason.MANUAL, "the call stands in the body of a class")
    try:
        return _run(start, subject, imports)
    except Withheld:
        return _wrapped(start, subject, imports)


def _start(event: LibraryCall, subject: Subject) -> _Start:
    call, scope, statement = event.call, event.scope, event.statement
    if isinstance(statement, ast.Assign) and statement.value is call and (
        len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
    ):
        name = statement.targets[0].id
        bindings = scope.lookup(name)
        uses = [use for use in subject.structure.uses.get(name, ())
                if use[1].lookup(name) is bindings and isinstance(use[0].ctx, ast.Load)]
        if len(uses) != 1:
            raise Withheld(Reason.OTHER_USES, f"'{name}' is used in several places")
        others = tuple(_other(binding, scope, subject) for binding in bindings
                       if binding.value is not call)
        node, where, runner = uses[0]
        parent = subject.parent(node, runner)
        if not isinstance(node, ast.Name) or not (
            isinstance(parent, ast.Await)
            or (isinstance(parent, ast.Call) and node in parent.args)
        ):
            raise Withheld(Reason.OTHER_USES, f"'{name}' is not just run")
        at_once = _runs_at_once(node, runner, subject)
        if not at_once and _is_repeated(statement, subject):
            raise Withheld(Reason.OTHER_USES, "the server runs later than the loop around it")
        _require_kept((call, *(other for other, _ in others)), scope, statement,
                      runner if at_once else None)
        return _Start(call, scope, statement, name, node, runner, where, others)
    parent = subject.parent(call, statement)
    if isinstance(parent, ast.Call) and parent.args == [call] and isinstance(
        parent.func, ast.Attribute
    ) and parent.func.attr == "run_until_complete":
        return _Start(call, scope, statement, None, call, statement, scope)
    raise Withheld(Reason.MANUAL)


def _other(binding: Binding, scope: Scope, subject: Subject) -> tuple[ast.Call, ast.stmt]:
    """Another server that the variable may hold."""
    statement, value = binding.statement, binding.value
    if isinstance(statement, ast.Assign) and isinstance(value, ast.Call) and (
        statement.value is value and len(statement.targets) == 1 and binding.scope is scope
    ) and any(event.call is value and event.name in _SERVE and not event.partial
              for event in subject.model.library_calls):
        return value, statement
    raise Withheld(Reason.OTHER_USES, f"'{binding.name}' is bound to other things too")


def _runs_at_once(node: ast.expr, runner: ast.stmt, subject: Subject) -> bool:
    """Whether the statement that uses the server waits until it has started."""
    current = subject.parent(node, runner)
    while current is not None:
        if isinstance(current, ast.Await) or (
            isinstance(current, ast.Call)
            and getattr(current.func, "attr", "") in ("run_until_complete", "run")
        ):
            return True
        current = subject.parent(current, runner)
    return False


def _is_repeated(statement: ast.stmt, subject: Subject) -> bool:
    """Whether a statement stands in a loop of its function."""
    block: Block = statement
    while True:
        position = subject.structure.positions.get(block)
        if position is None or isinstance(
            position.parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        ):
            return False
        if isinstance(position.parent, (ast.For, ast.AsyncFor, ast.While)):
            return True
        block = position.parent


def _require_kept(
    calls: tuple[ast.Call, ...], scope: Scope, statement: ast.stmt, runner: ast.stmt | None
) -> None:
    """Raise if what the arguments name gets another value before the server runs.

    ``runner`` is the statement that waits for it, if there is one.
    """
    names = {node.id for call in calls for node in ast.walk(call) if isinstance(node, ast.Name)}
    for name in names:
        bindings = scope.lookup(name)
        if len(bindings) > 1 and any(
            binding.scope is scope and binding.statement is not None
            and statement.lineno < binding.statement.lineno
            and (runner is None or binding.statement.lineno <= runner.lineno)
            for binding in bindings
        ):
            raise Withheld(Reason.OTHER_USES, f"'{name}' changes before the server runs")


def _indent(statement: ast.stmt, subject: Subject) -> str:
    document = subject.document
    start = document.start(statement)
    indent = document.text[document.line_extent(start)[0]:start]
    if indent.strip(" \t"):
        raise Withheld(Reason.MANUAL, "the statement shares its line")
    end = document.end(statement)
    behind = document.text[end:document.line_extent(end - 1)[1]].strip()
    if behind and not behind.startswith("#"):
        raise Withheld(Reason.MANUAL, "the statement shares its line")
    return indent


def _free(names: tuple[str, ...], scope: Scope, imports: Imports) -> str:
    for name in names:
        if imports.is_free(name, scope, scope):
            return name
    raise Withheld(Reason.NAME_TAKEN, "no name is left for the coroutine")


def _wrapped(start: _Start, subject: Subject, imports: Imports) -> Change:
    """A coroutine in place of the server; whoever runs it stays."""
    document = subject.document
    indent = _indent(start.statement, subject)
    newline, step = document.newline, indent_step(indent, subject)
    begin, end = document.extent(start.call)
    change = Change()
    head = f"():{newline}{indent}{step}return await "
    if start.variable is not None:
        for call, statement in ((start.call, start.statement), *start.others):
            indent = _indent(statement, subject)
            change.edit(
                document.start(statement), document.start(call),
                f"async def {start.variable}():{newline}{indent}"
                f"{indent_step(indent, subject)}return await ")
        after = document.end(start.use)
        change.edit(after, after, "()")
        return change
    whole_begin, whole_end = document.extent(start.statement)
    before, behind = document.text[whole_begin:begin], document.text[end:whole_end]
    if "#" in before or "#" in behind:
        raise Withheld(Reason.COMMENT_IN_SPAN)
    name = _free(_NAMES, start.scope, imports)
    change.edit(whole_begin, begin, f"async def {name}{head}")
    change.edit(end, whole_end, f"{newline}{newline}{indent}{before.rstrip()}{name}()"
                                f"{behind.lstrip()}")
    return change


def _run(start: _Start, subject: Subject, imports: Imports) -> Change:
    """``run_until_complete(server)`` and ``run_forever()`` become ``asyncio.run``."""
    document = subject.document
    runner, block = start.runner, _block(start.runner, subject)
    if start.runner_scope is not start.scope or start.others:
        raise Withheld(Reason.MANUAL)
    blocks = [*block, *_block(start.statement, subject)]
    asyncio, loop = _loop(runner, start, blocks, subject)
    index = block.index(runner)
    between: list[ast.stmt] = []
    for statement in block[index + 1:]:
        if _is_forever(statement):
            forever = statement
            break
        if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
            raise Withheld(Reason.MANUAL)
        between.append(statement)
    else:
        raise Withheld(Reason.MANUAL)
    owner = forever.value.func.value  # type: ignore[attr-defined]
    ours = {runner, forever, *([] if loop is None else [loop])}
    if not _same_loop(owner, loop, start, subject) or _uses_loops(ours, subject):
        raise Withheld(Reason.OTHER_USES)
    indent = _indent(start.statement, subject)
    newline, step = document.newline, indent_step(indent, subject)
    begin, end = document.extent(start.call)
    mentioned = {node.id for part in (start.call, *between) for node in ast.walk(part)
                 if isinstance(node, ast.Name)}
    server = next((name for name in _SERVER_NAMES if name not in mentioned), None)
    if server is None:
        raise Withheld(Reason.NAME_TAKEN)
    name = start.variable or _free(_NAMES, start.scope, imports)
    inner = f"{newline}{indent}{step}{step}"
    body = "".join(inner + document.of(statement) for statement in between)
    change = Change()
    first = document.start(start.statement)
    change.edit(first, begin, f"async def {name}():{newline}{indent}{step}async with ")
    tail = f" as {server}:{body}{inner}await {server}.serve_forever()"
    if start.variable is None:
        last = document.end(start.statement)
        if "#" in document.text[first:begin] + document.text[end:last]:
            raise Withheld(Reason.COMMENT_IN_SPAN)
        gap = newline * (3 if not indent else 2)
        change.edit(end, last, f"{tail}{gap}{indent}{asyncio}.run({name}())")
    else:
        change.edit(end, end, tail)
        change.edit(*document.extent(runner), f"{asyncio}.run({name}())")
    for statement in (*between, forever, *([] if loop is None else [loop])):
        _delete(statement, subject, change)
    return change


def _block(statement: ast.stmt, subject: Subject) -> list[ast.stmt]:
    position = subject.structure.positions.get(statement)
    if position is None:
        node = subject.structure.module.node
        return node.body if isinstance(node, ast.Module) else []
    block = getattr(position.parent, position.field, [])
    return block if isinstance(block, list) else []


def _loop(
    runner: ast.stmt, start: _Start, block: list[ast.stmt], subject: Subject
) -> tuple[str, ast.stmt | None]:
    """How the module asyncio is called, and the statement that makes the loop, if there is one."""
    call = runner.value if isinstance(runner, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or (
        call.func.attr != "run_until_complete" or call.args != [start.use] or call.keywords
    ):
        raise Withheld(Reason.MANUAL)
    made: ast.expr = call.func.value
    statement: ast.stmt | None = None
    if isinstance(made, ast.Name):
        bindings = start.scope.lookup(made.id)
        if len(bindings) != 1 or bindings[0].kind != "assignment":
            raise Withheld(Reason.OTHER_USES)
        statement, value = bindings[0].statement, bindings[0].value
        uses = [use for use in subject.structure.uses.get(made.id, ())
                if isinstance(use[0], ast.Name) or use[0].ctx is not None]
        if statement is None or statement not in block or value is None or len(
            [use for use in uses if use[1].lookup(made.id) is bindings]) != 2 or not (
            isinstance(statement, ast.Assign) and len(statement.targets) == 1
        ):
            raise Withheld(Reason.OTHER_USES)
        made = value
    if not isinstance(made, ast.Call) or made.args or not isinstance(made.func, ast.Attribute) or (
        subject.model.names.path(made.func, start.scope) not in _NEW_LOOPS
    ):
        raise Withheld(Reason.MANUAL)
    return subject.document.of(made.func.value), statement


def _same_loop(
    owner: ast.expr, loop: ast.stmt | None, start: _Start, subject: Subject
) -> bool:
    if loop is not None:
        return isinstance(owner, ast.Name)
    return isinstance(owner, ast.Call) and subject.model.names.path(
        owner.func, start.scope) == "asyncio.get_event_loop"


def _is_forever(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and (
        call.func.attr == "run_forever") and not call.args


def _uses_loops(ours: set[ast.stmt], subject: Subject) -> bool:
    """Whether other code outside coroutines depends on the event loop."""
    for call, scope, statement in subject.structure.calls_named(_LOOP_CALLS):
        if statement in ours:
            continue
        function = scope.enclosing(frozenset({"function", "lambda"}))
        if function is not None and isinstance(function.node, ast.AsyncFunctionDef):
            continue
        path = subject.model.names.path(call.func, scope)
        last = getattr(call.func, "attr", "")
        if (path or "").startswith("asyncio.") or last not in ("run",):
            return True
    return False


def _delete(statement: ast.stmt, subject: Subject, change: Change) -> None:
    document = subject.document
    start, end = document.extent(statement)
    first, last = document.line_extent(start)[0], document.line_extent(max(start, end - 1))[1]
    if document.text[first:start].strip() or document.text[end:last].strip():
        raise Withheld(Reason.COMMENT_IN_SPAN)
    change.edit(first, last, "")

"""Use of `websockets` that newer releases reject, ignore or warn about.

## What it does
Reports `serve` called before the event loop runs, `yield from connect(...)`, the threading
`connect` outside a `with` statement, the threading `serve` that never serves, subclasses of
`serve` and `isinstance` with it, `BACKOFF_*` and `MAX_REDIRECTS_ALLOWED`, legacy classes as
`create_connection`, an empty string in `origins`, `max_queue=None` where a supported release
crashes on it, and compression windows of 8 bits.

## Why is this bad?
Each of them raises, hangs, warns or has no effect with a newer release: `serve(...)` needs a
running loop since 14.0, `serve` is a function since 17.0.1, the threading `connect` warns outside
`with` since 17.1.

## Example
```python
import asyncio

import websockets


def main(handler):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(websockets.serve(handler, "localhost", 8765))
    loop.run_forever()
```

## Use instead
```python
import asyncio

import websockets


async def main(handler):
    async with websockets.serve(handler, "localhost", 8765) as server:
        await server.serve_forever()


def run(handler):
    asyncio.run(main(handler))
```

## Fix safety
A server that is started before the event loop runs is started by a coroutine: with `asyncio.run`
and `serve_forever` where the loop is used for nothing else, with the same loop otherwise. Its
arguments are evaluated when it starts. The others need a person.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..catalog import websockets_uses as table
from ..catalog.rows import Fix, UnsupportedUse
from ..findings import Level
from ..model.call_sites import targets
from ..model.events import Place, Reference, WholeModule
from ..model.kinds import of_call, of_class
from ..model.library_calls import LibraryCall
from ..model.scopes import Scope
from ..model.values import constant
from ..plans import Plan, RunInLoop, Unplanned, side_of
from ..settings.versions import release
from .conditions import is_guarded
from .rule import Context, Report, Rule

_SERVE = frozenset({"serve", "unix_serve"})
_CONNECT = frozenset({"connect", "unix_connect"})


def check_call(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Report calls of ``connect`` and ``serve`` by where they stand and what they get."""
    if is_guarded(Place(event.call, event.scope, event.statement), context):
        return
    yield from _arguments(event, context)
    if event.partial:
        return
    sites = context.model.call_sites
    parent = next(iter(sites.above(event.call, event.statement)), None)
    if isinstance(parent, ast.YieldFrom) and event.implementation in (
        "package", "legacy", "asyncio"
    ):
        yield from _report(parent, event.name, table.YIELD_FROM, context, "asyncio")
    elif isinstance(parent, ast.Await) and event.implementation == "trio":
        if event.name in _CONNECT:
            yield from _report(event.call, event.name, table.TRIO_AWAIT, context, "trio")
    elif event.implementation == "sync":
        if event.name in _CONNECT and _outside_with(event, context):
            yield from _report(event.call, event.name, table.NO_CONTEXT, context, "sync",
                               Level.WARNING)
        elif event.name in _SERVE and _never_serves(event, context):
            yield from _report(event.call, event.name, table.NEVER_SERVES, context, "sync")
    elif event.name in _SERVE and event.implementation != "trio" and sites.before_loop(
        event.call, event.scope, event.statement
    ):
        yield from _report(
            event.call, event.name, table.NO_LOOP, context, event.implementation,
            plan=RunInLoop(Fix.UNSAFE, None, event.implementation, event))


def _report(
    node: ast.AST, name: str, row: UnsupportedUse, context: Context, implementation: str,
    level: Level = Level.ERROR, plan: Plan | None = None,
) -> Iterator[Report]:
    since = f" since websockets {row.since}"
    if implementation == "legacy":
        level, since = Level.WARNING, " with the new implementation"
    elif not context.supported("websockets").reaches(row.since):
        if implementation != "package":
            return
        level = Level.WARNING
    if row.effect.endswith("implementation"):
        since = ""
    plan = plan or Unplanned(Fix.MANUAL, None, implementation, side_of(name))
    yield Report(node, f"'{name}' {row.effect}{since}", row.hint, level, plan)


def _arguments(event: LibraryCall, context: Context) -> Iterator[Report]:
    model = context.model
    for argument in model.mappings.arguments(event.call, event.scope, event.statement):
        value = argument.value
        if argument.name == "create_connection" and event.implementation != "legacy":
            kinds = {of_class(path) for path in model.names.paths(value, argument.scope)}
            kind = kinds.pop() if len(kinds) == 1 else None
            if kind is not None and (kind.role, kind.implementation) == ("connection", "legacy"):
                yield from _report(argument.node, "create_connection", table.LEGACY_CONNECTION,
                                   context, event.implementation)
        elif argument.name == "origins" and isinstance(value, (ast.List, ast.Tuple, ast.Set)):
            for item in value.elts:
                if constant(item, argument.scope) == "":
                    yield from _report(item, "origins", table.EMPTY_ORIGIN, context,
                                       event.implementation)
        elif argument.name == "max_queue" and isinstance(value, ast.Constant) and (
            value.value is None
        ):
            since = table.MAX_QUEUE_NONE_CRASHES.get(event.implementation)
            mended = table.MAX_QUEUE_NONE_MENDED
            bad = [r for r in context.supported("websockets").releases
                   if since and release(since) <= release(r) < release(mended)]
            if bad:
                yield Report(argument.node, f"'max_queue=None' crashes in websockets {bad[-1]}",
                             f"Use a number, or declare websockets>={mended}.", Level.WARNING)


def _outside_with(event: LibraryCall, context: Context) -> bool:
    """Whether the connection is used, and no ``with`` statement of the file enters it."""
    model, call = context.model, event.call
    if any(keyword.arg in ("legacy", None) for keyword in call.keywords):
        return False
    parent = next(iter(model.call_sites.above(call, event.statement)), None)
    if isinstance(parent, ast.Attribute):
        return parent.attr in table.NEEDS_CONTEXT
    if isinstance(parent, ast.Call) and model.names.path(
        parent.func, event.scope
    ) == "contextlib.closing":
        return True
    names = targets(call, event.statement)
    if len(names) != 1 or _is_entered(names[0], event, context):
        return False
    for used, scope, _ in model.structure.calls_named(table.NEEDS_CONTEXT):
        if isinstance(used.func, ast.Attribute) and ast.unparse(used.func.value) == names[0]:
            if _same_owner(names[0], event.scope, scope, context):
                return True
    return False


def _same_owner(name: str, first: Scope, second: Scope, context: Context) -> bool:
    """Whether a name or ``self.x`` means the same variable in two scopes."""
    base, _, attribute = name.partition(".")
    if not attribute:
        return first.lookup(name) is second.lookup(name) and len(first.lookup(name)) == 1
    classes = context.model.kinds.classes
    owner = classes.self_class(base, first)
    return owner is not None and owner is classes.self_class(base, second)


def _is_entered(name: str, event: LibraryCall, context: Context) -> bool:
    """Whether some ``with`` or ``enter_context`` of the file enters a variable."""
    base = name.partition(".")[0]
    for node, scope, statement in context.model.structure.uses.get(base, ()):
        written = ast.unparse(node)
        if not written.startswith(name) or not _same_owner(name, event.scope, scope, context):
            continue
        if written in (f"{name}.__enter__", f"{name}.__exit__"):
            return True
        if written != name or not isinstance(getattr(node, "ctx", None), ast.Load):
            continue
        parent = next(iter(context.model.call_sites.above(node, statement)), None)
        if isinstance(parent, (ast.withitem, ast.Call, ast.Return, ast.Yield)):
            return True  # entered here, or handed to code that may do so
    return False


def _never_serves(event: LibraryCall, context: Context) -> bool:
    """Whether a ``with serve(...)`` block ends without anybody having run the server."""
    statement = event.statement
    if not isinstance(statement, ast.With):
        return False
    for item in statement.items:
        if item.context_expr is not event.call:
            continue
        if item.optional_vars is None:
            return True
        if not isinstance(item.optional_vars, ast.Name):
            return False
        name = item.optional_vars.id
        for node, scope, _ in context.model.structure.uses.get(name, ()):
            if node is item.optional_vars or scope.lookup(name) is not event.scope.lookup(name):
                continue
            if isinstance(node, ast.Name) or ast.unparse(node).endswith(".serve_forever"):
                return False
        return True
    return False


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """Report constants of the legacy ``connect``, ``isinstance`` and window bits."""
    meanings = {path.rpartition(".")[2] for path in event.paths}
    if len(meanings) != 1:
        return
    name = meanings.pop()
    row = table.CONSTANTS.get(name)
    if row is not None:
        kind = of_call(event.paths[0].rpartition(".")[0])
        if kind is not None and kind.role == "connecting" and not is_guarded(event, context):
            yield from _report(event.node, name, row, context, kind.implementation)
        return
    argument = table.WINDOW_ARGUMENTS.get(event.paths[0])
    server = event.paths[0] in table.SERVER_CLASSES
    if argument is None and not server and name not in _SERVE:
        return
    parent = context.model.parents(event.statement).get(event.node)
    if not isinstance(parent, ast.Call) or is_guarded(event, context):
        return
    if server and parent.func is event.node:
        yield from _report(event.node, name, table.SERVER_CALL, context, "asyncio")
    if argument is not None and parent.func is event.node:
        for keyword in parent.keywords:
            if keyword.arg == argument and constant(keyword.value, event.scope) == 8:
                yield from _report(keyword, argument, table.WINDOW_BITS, context, "asyncio")
    elif parent.args[1:] == [event.node] and isinstance(parent.func, ast.Name):
        if parent.func.id in ("isinstance", "issubclass") and not event.scope.lookup(
            parent.func.id
        ):
            yield from _serve_as_class(event.node, event.paths, table.INSTANCE, context)


def check_classes(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report classes that inherit from ``serve``."""
    model = context.model
    if not model.uses_websockets:
        return
    for node, scope in model.structure.classes:
        for base in node.bases:
            paths = model.names.paths(base, scope)
            if paths and not is_guarded(Place(base, scope, node), context):
                yield from _serve_as_class(base, paths, table.SUBCLASS, context)


def _serve_as_class(
    node: ast.AST, paths: Iterable[str], row: UnsupportedUse, context: Context
) -> Iterator[Report]:
    kinds = {of_call(path) for path in paths}
    kind = kinds.pop() if len(kinds) == 1 else None
    name = next(iter(paths)).rpartition(".")[2]
    if kind is not None and kind.role == "serving" and name in _SERVE and (
        kind.implementation != "trio"
    ):
        yield from _report(node, name, row, context, kind.implementation)


RULE = Rule(
    code="WS307",
    slug="unsupported-use",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check_call, Reference: check_reference, WholeModule: check_classes},
)

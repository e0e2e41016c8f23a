"""Other use of `websockets` that raises, hangs or warns.

## What it does
Reports `serve` called where no event loop runs, `yield from connect(...)`, the threading
`connect` without `with`, subclasses of `serve`, `BACKOFF_*` settings of `connect`, an empty string
in `origins`, a legacy class as `create_connection`, a direct call of the `Server` class, the
threading `serve` that never serves, and a compression window of 8 bits.

## Why is this bad?
Each of them worked once. Most fail without a deprecation: `RuntimeError: no running event loop`,
a server that blocks when it is closed, a setting that has no effect.

## Example
```python
import asyncio

import websockets


async def echo(websocket):
    await websocket.send(await websocket.recv())


asyncio.get_event_loop().run_until_complete(websockets.serve(echo, "localhost", 8765))
```

## Use instead
```python
import asyncio

import websockets


async def echo(websocket):
    await websocket.send(await websocket.recv())


async def main():
    async with websockets.serve(echo, "localhost", 8765) as server:
        await server.wait_closed()


asyncio.run(main())
```

## Fix safety
Where the server is started has to move into a coroutine; a person decides which.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..catalog import websockets_uses as table
from ..findings import Level
from ..model.events import Place, Reference, WholeModule
from ..model.kinds import of_call, of_class
from ..model.library_calls import LibraryCall
from ..model.uses import blocks_at_exit, entered_elsewhere, runs_without_loop
from ..model.values import constant
from .conditions import is_guarded
from .rule import Context, Report, Rule

_NEW = frozenset({"package", "asyncio"})


def _level(since: str, context: Context) -> Level:
    return Level.ERROR if context.supported("websockets").reaches(since) else Level.WARNING


def check_call(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Report calls of ``connect`` and ``serve`` in the wrong place or with wrong values."""
    if is_guarded(Place(event.call, event.scope, event.statement), context):
        return
    yield from _place(event, context)
    yield from _values(event, context)


def _place(event: LibraryCall, context: Context) -> Iterator[Report]:
    model = context.model
    parent = model.parents(event.statement).get(event.call)
    serving = "serve" in event.name.lower()
    if isinstance(parent, ast.YieldFrom) and event.implementation != "sync":
        yield Report(event.call, f"'yield from {event.name}(...)' fails since websockets "
                     f"{table.YIELD_FROM_GONE}", "Use 'await' in a coroutine.",
                     _level(table.YIELD_FROM_GONE, context))
    elif event.partial:
        return
    elif serving and event.implementation in _NEW and runs_without_loop(event, model):
        yield Report(event.call, f"'{event.name}' is called without a running event loop: "
                     f"RuntimeError since websockets {table.SERVE_NEEDS_LOOP}",
                     f"Call it in a coroutine: 'async with {event.name}(...)'.",
                     _level(table.SERVE_NEEDS_LOOP, context))
    elif event.implementation == "sync" and event.name in ("connect", "unix_connect"):
        if context.supported("websockets").reaches(
            table.SYNC_CONTEXT_MANAGER
        ) and not entered_elsewhere(event, model):
            yield Report(event.call, "the threading 'connect' is not used as a context manager: "
                         f"deprecated since websockets {table.SYNC_CONTEXT_MANAGER}",
                         "Write 'with connect(...) as connection'.", Level.WARNING)
    elif event.implementation == "sync" and serving and blocks_at_exit(event, model):
        yield Report(event.call, "leaving the threading 'serve' blocks for ever if "
                     "'serve_forever' never ran, since websockets "
                     f"{table.SYNC_SERVE_BLOCKS}", "Call 'server.serve_forever()'.",
                     _level(table.SYNC_SERVE_BLOCKS, context))
    elif event.implementation == "trio" and isinstance(parent, ast.Await) and not serving:
        yield Report(event.call, "'connect' of websockets.trio cannot be awaited",
                     "Use 'async with connect(...)'.", Level.ERROR)


def _values(event: LibraryCall, context: Context) -> Iterator[Report]:
    model = context.model
    for argument in model.keywords.of(event.call, event.scope, event.statement):
        if argument.name == "origins" and event.implementation != "legacy":
            if isinstance(argument.value, (ast.List, ast.Tuple, ast.Set)):
                for item in argument.value.elts:
                    if constant(item, argument.scope) == "":
                        yield Report(item, "'' in 'origins' rejects clients without an Origin "
                                     f"header since websockets {table.SWITCHED}", "Use None.",
                                     _level(table.SWITCHED, context))
        elif argument.name == "create_connection" and argument.value is not None:
            path = model.names.path(argument.value, argument.scope)
            kind = None if path is None else of_class(path)
            if kind is not None and kind.implementation == "legacy":
                yield Report(argument.node, "a legacy class as 'create_connection' makes "
                             f"'{event.name}' hang until its timeout",
                             "Use a subclass of ClientConnection or ServerConnection.",
                             Level.ERROR)


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """Report names of the library in places where they no longer work."""
    if len(event.paths) != 1 or is_guarded(event, context):
        return
    path = event.paths[0]
    owner, _, last = path.rpartition(".")
    kind = of_call(owner) if last in table.CONNECT_SETTINGS else None
    if kind is not None and kind.role == "connecting" and kind.implementation in _NEW:
        instead = table.CONNECT_SETTINGS[last]
        yield Report(event.node, f"'{last}' has no effect since websockets {table.SWITCHED}",
                     f"Use {instead}." if " " in instead else
                     f"Use the argument '{instead}' (websockets>=17.0) or the "
                     "WEBSOCKETS_BACKOFF_* environment variables.",
                     _level(table.SWITCHED, context))
        return
    parent = context.model.parents(event.statement).get(event.node)
    since, names = table.WINDOW_BITS
    if isinstance(parent, ast.Call) and parent.func is event.node:
        if last == "Server" and path in ("websockets.asyncio.server.Server", "websockets.Server"):
            yield Report(event.node, "'Server' is made by 'serve', its constructor changed in "
                         f"websockets {table.SERVE_IS_FUNCTION}", "Use 'serve(...)'.",
                         _level(table.SERVE_IS_FUNCTION, context))
        elif last.endswith("PerMessageDeflateFactory"):
            for keyword in parent.keywords:
                if keyword.arg in names and constant(keyword.value, event.scope) == 8:
                    yield Report(keyword, f"'{keyword.arg}=8' raises ValueError since websockets "
                                 f"{since}", "Use 9 or more.", _level(since, context))


def check_classes(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report subclasses of ``serve``."""
    model = context.model
    if not model.imported_names:
        return
    for node, scope in model.structure.classes:
        for base in node.bases:
            path = model.names.path(base, scope)
            kind = None if path is None else of_call(path)
            if kind is not None and kind.role == "serving" and kind.implementation in _NEW:
                yield Report(base, "'serve' is a function since websockets "
                             f"{table.SERVE_IS_FUNCTION}: it cannot be subclassed",
                             "Wrap it instead.", _level(table.SERVE_IS_FUNCTION, context))


RULE = Rule(
    code="WS307",
    slug="unsupported-use",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check_call, Reference: check_reference, WholeModule: check_classes},
)

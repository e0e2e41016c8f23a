"""Connection handler of `websockets` that takes `path`.

## What it does
Reports functions that are given to `serve` or `unix_serve` as the connection handler and take a
second argument, also with a default.

## Why is this bad?
Since 14.0 handlers get the connection alone. A required `path` raises `TypeError` inside the
handler: the client sees the connection close with code 1011, and only the server's log says why.
A `path` with a default is always the default.

## Example
```python
import websockets


async def handler(websocket, path):
    await websocket.send(path)


async def main():
    async with websockets.serve(handler, "localhost", 8765) as server:
        await server.wait_closed()
```

## Use instead
```python
import websockets


async def handler(websocket):
    await websocket.send(websocket.request.path)


async def main():
    async with websockets.serve(handler, "localhost", 8765) as server:
        await server.wait_closed()
```

## Fix safety
The path is `websocket.request.path`, with the query string, as before. Overrides of a method and
direct calls in the file change with it. It is left alone where a call gives another path than that
of its connection, where other code gets the function, where other files import it, and where it
tells a given path from its default.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#connection-handlers
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog.rows import Fix
from ..catalog.switched_names import SWITCHED_IN
from ..findings import Level
from ..model.events import Place, WholeModule
from ..model.handlers import Given
from ..plans import RemovePath
from .conditions import is_guarded
from .paths import with_new
from .rule import Context, Report, Rule

_HINT = "Take the connection alone and use 'connection.request.path'."


def check(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report each handler once, on its ``def`` or ``lambda``."""
    if not context.model.uses_websockets:
        return
    seen: set[ast.AST] = set()
    for given in context.model.handlers.given:
        if given.what != "handler" or not given.direct or given.function in seen:
            continue
        parameter = _second(given)
        if parameter is None:
            continue
        seen.add(given.function)
        if isinstance(given.function, ast.stmt):
            place = Place(given.function, given.scope, given.function)
            if is_guarded(place, context):
                continue
        # Without a default the program fails today: nothing can be lost.
        fix = Fix.UNSAFE if parameter[1] else Fix.SAFE
        yield Report(given.function, *_words(given, parameter, context),
                     plan=RemovePath(fix, None, given.implementation, given))


def _second(given: Given) -> tuple[str, bool] | None:
    """The parameter after the connection: its name, and whether it has a default."""
    arguments = given.function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    index = given.skipped + 1
    if len(positional) <= index:
        return None
    parameter = positional[index].arg
    if parameter in given.named:
        return None
    optional = index >= len(positional) - len(arguments.defaults)
    if optional and parameter != "path":
        return None  # a parameter of the program's own
    return parameter, optional


def _words(
    given: Given, parameter: tuple[str, bool], context: Context
) -> tuple[str, str, Level]:
    name, optional = parameter
    level = Level.ERROR
    hint = with_new(_HINT, given.implementation, context.supported("websockets"))
    if given.implementation == "legacy":
        level = Level.WARNING
        since = "of the legacy implementation only"
        if optional:
            return f"the handler's '{name}' is always its default", hint, level
        return f"the handler takes '{name}', which it gets {since}", hint, level
    if optional:
        return (f"the handler's '{name}' is always its default since websockets "
                f"{SWITCHED_IN}"), hint, level
    if given.implementation == "package":
        if not context.supported("websockets").reaches(SWITCHED_IN):
            level = Level.WARNING
        return (f"the handler takes '{name}': TypeError since websockets {SWITCHED_IN}, the "
                "client sees close code 1011"), hint, level
    return (f"the handler takes '{name}': TypeError, the client sees close code 1011",
            hint, level)


RULE = Rule(
    code="WS302",
    slug="handler-path",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check},
)

"""Handshake hook of `websockets` with the legacy signature or return value.

## What it does
Reports functions that are given to `serve` as `process_request`, `select_subprotocol` or
`extra_headers`, and methods that override the first two or `check_credentials`, when their
parameters are the legacy ones; and each `return` of a `(status, headers, body)` tuple in a
`process_request`, or of headers in a function given as `extra_headers`.

## Why is this bad?
Since 14.0 the hooks are called with `(connection, request)` and `(connection, subprotocols)`. A
tuple makes the server drop the connection, in 17 without any log record at warning level; an old
`select_subprotocol` ends in HTTP 500. A hook that happens to return None looks migrated.

## Example
```python
import websockets


async def health(path, request_headers):
    return 200, [], b"OK"


async def main(handler):
    async with websockets.serve(handler, "localhost", 8765, process_request=health) as server:
        await server.wait_closed()
```

## Use instead
```python
import websockets


async def health(connection, request):
    return connection.respond(200, "OK")


async def main(handler):
    async with websockets.serve(handler, "localhost", 8765, process_request=health) as server:
        await server.wait_closed()
```

## Fix safety
`path` is `request.path`, `request_headers` is `request.headers`. Headers of the answer are set on
the response that `connection.respond` returns. A body that is not plain text needs a `Response`,
which sends only the headers that it is given: no length, date or type. A `select_subprotocol` is
now called also for clients that offer nothing; a test at its start keeps the old answer. A
`process_request` of a protocol class changes with the class. Results computed elsewhere are left
alone.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#customizing-the-opening-handshake
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import partial

from ..catalog.rows import Fix
from ..catalog.switched_names import SWITCHED_IN
from ..findings import Level
from ..model.events import Place, WholeModule
from ..model.hooks import Hook, hooks, returned
from ..plans import Plan, ReplaceHook, Unplanned
from .conditions import is_guarded
from .paths import with_new
from .rule import Context, Report, Rule

_MODERN_FIRST = re.compile(r"conn|^(ws|websocket|socket|protocol|client_connection)$")
_MODERN_SECOND = re.compile(r"^(req|request|http_request)$")
_OLD_HEADERS = re.compile(r"head")
_OLD_PATH = re.compile(r"path|uri|url|resource|target|endpoint")
_OLD_SUBPROTOCOLS = re.compile(r"client|server|offer|avail|support|proto")

_HINTS = {
    "process_request": "Take (connection, request) and return connection.respond(status, text) "
                       "or None.",
    "select_subprotocol": "Take (connection, subprotocols), what the client offers.",
    "check_credentials": "Give the function to basic_auth(check_credentials=...), which goes to "
                         "serve as process_request.",
    "extra_headers": "Use a 'process_response' of (connection, request, response) that sets "
                     "response.headers.",
}


def check(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report each hook on its ``def`` or ``lambda``, and each tuple that one returns."""
    model = context.model
    if not model.uses_websockets:
        return
    for hook in hooks(model.structure, model.handlers, model.kinds.classes):
        function = hook.function
        if isinstance(function, ast.stmt) and is_guarded(
            Place(function, hook.scope, function), context
        ):
            continue
        advice = partial(with_new, implementation=hook.implementation,
                         supported=context.supported("websockets"))
        level = Level.ERROR
        if hook.implementation == "legacy" or (
            hook.implementation == "package"
            and not context.supported("websockets").reaches(SWITCHED_IN)
        ):
            level = Level.WARNING
        tuples = list(_tuples(hook, context))
        old = _is_old(hook, bool(tuples))
        plan = _plan(hook, old, tuples)
        if old:
            yield Report(function, _message(hook), advice(_HINTS[hook.what]), level, plan)
        for node in tuples:
            if node is not function:
                yield Report(node, "a tuple from 'process_request' drops the connection since "
                             f"websockets {SWITCHED_IN}",
                             advice("Return connection.respond(status, text) or None."),
                             level, plan)
        for node in _headers(hook, context):
            yield Report(node, "the headers that an 'extra_headers' function returns are not sent "
                         f"since websockets {SWITCHED_IN}",
                         advice("Set response.headers in a 'process_response'."), level, plan)


def _plan(hook: Hook, old: bool, tuples: list[ast.AST]) -> Plan:
    if hook.what == "check_credentials" or (hook.override and hook.what != "process_request"):
        return Unplanned(Fix.MANUAL, None, hook.implementation, "server")
    returns = tuple(node for node in tuples if isinstance(node, ast.Return))
    return ReplaceHook(
        Fix.UNSAFE, None, hook.implementation, hook, old, returns)


def _tuples(hook: Hook, context: Context) -> Iterable[ast.AST]:
    if hook.what != "process_request":
        return
    if isinstance(hook.function, ast.Lambda):
        if isinstance(hook.function.body, ast.Tuple):
            yield hook.function
        return
    for node in returned(hook.function, context.model.structure):
        if isinstance(node.value, ast.Tuple) and len(node.value.elts) in (2, 3):
            yield node


def _headers(hook: Hook, context: Context) -> Iterable[ast.AST]:
    """What a function given as ``extra_headers`` returns."""
    if hook.what == "extra_headers" and not isinstance(hook.function, ast.Lambda):
        for node in returned(hook.function, context.model.structure):
            if node.value is not None and not (
                isinstance(node.value, ast.Constant) and node.value.value is None
            ):
                yield node


def _is_old(hook: Hook, returns_tuple: bool) -> bool:
    """Whether the parameters are the legacy ones; a doubtful signature is not."""
    names = [name.lower() for name in hook.parameters]
    if hook.what in ("extra_headers", "check_credentials"):
        return True
    if len(names) < 2:
        return returns_tuple and not names
    first, second = names[:2]
    if _MODERN_FIRST.search(first) or _MODERN_SECOND.search(second):
        return False
    if hook.what == "select_subprotocol":
        return bool(_OLD_SUBPROTOCOLS.search(first)) or "server" in second
    return bool(_OLD_HEADERS.search(second) or _OLD_PATH.search(first)) or returns_tuple


def _message(hook: Hook) -> str:
    old = ", ".join(hook.parameters[:2])
    if hook.what == "extra_headers":
        return f"a function as 'extra_headers' is never called since websockets {SWITCHED_IN}"
    now = "connection, request" if hook.what == "process_request" else "connection, subprotocols"
    if hook.override:
        return (f"'{hook.what}({old})' overrides a legacy method that the new implementation "
                "never calls")
    return f"'{hook.what}({old})' is called with ({now}) since websockets {SWITCHED_IN}"


RULE = Rule(
    code="WS303",
    slug="handshake-hook",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check},
)

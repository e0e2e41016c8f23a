"""Variables that only uvicorn's command line reads.

## What it does
Reports `UVICORN_WS_*` set through `os.environ` or `os.putenv` in a file that starts uvicorn by
`uvicorn.run` or `uvicorn.Config` and starts no other process.

## Why is this bad?
The variables are read by the command line alone; `uvicorn.run` and `uvicorn.Config` do not look at
them. It is off by default, because the variables may be meant for a process started elsewhere.

## Example
```python
import os

import uvicorn

os.environ["UVICORN_WS_PING_INTERVAL"] = "20"
uvicorn.run(
    "app.main:app",
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
No fix: the option has to be passed, with a number.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..findings import Level
from ..model.events import WholeModule
from ..model.scopes import Scope
from ..model.values import imported_path, string
from .rule import Context, Report, Rule

_PREFIX = "UVICORN_WS"
_STARTERS = frozenset({"subprocess", "multiprocessing"})


def _check(event: WholeModule, context: Context) -> Iterable[Report]:
    model = context.model
    kinds = {configuration.kind for configuration in model.server_configurations}
    if not kinds & {"run", "Config"} or "command" in kinds or model.imports_any(_STARTERS):
        return
    for node, name in _variables(context):
        if not name.startswith(_PREFIX):
            continue
        yield Report(node, f"'{name}' is read by uvicorn's command line alone, not here",
                     "Pass the option as an argument.", Level.NOTE)


def _variables(context: Context) -> Iterator[tuple[ast.AST, str]]:
    structure = context.model.structure
    for subscript, scope, _ in structure.subscripts:
        if isinstance(subscript.ctx, ast.Store) and _is_environment(subscript.value, scope):
            name = string(subscript.slice, scope)
            if name is not None:
                yield subscript, name
    for call, scope, _ in structure.calls_named(("putenv", "setdefault")):
        name = string(call.args[0], scope) if call.args else None
        if name is not None and imported_path(call.func, scope) in (
            "os.putenv", "os.environ.setdefault"
        ):
            yield call, name
    for call, scope, statement in structure.calls_named(("update",)):
        if imported_path(call.func, scope) == "os.environ.update":
            contents = context.model.mappings.updating(call, scope, statement)
            for name, entry in contents.entries.items():
                yield entry.node, name


def _is_environment(node: ast.expr, scope: Scope) -> bool:
    return imported_path(node, scope) == "os.environ"


RULE = Rule(
    code="WS522",
    slug="environment-ignored",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: _check},
    opt_in=True,
)

"""Name that only the star import of an older `websockets` provided.

## What it does
Reports names used in a file with `from websockets import *`, or the same of one of its modules,
that the star import of the newest supported release no longer brings. The finding stands on the
first use of the name, one for each name: there it says what is missing, and `# noqa` hides that
name alone. Names that the file does not use are not reported.

## Why is this bad?
The program fails with `NameError` when it gets there; the import itself raises nothing.

## Example
```python
from websockets import *


async def handler(websocket: WebSocketServerProtocol):
    await websocket.send("hello")
```

## Use instead
```python
from websockets.asyncio.server import ServerConnection


async def handler(websocket: ServerConnection):
    await websocket.send("hello")
```

## Fix safety
Each name has to be imported from where it is today; names that have moved have to change.

## References
- `__all__` of each release: the sources of websockets on PyPI
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable

from ..catalog import exports, names
from ..catalog.rows import DeprecatedName, Fix
from ..findings import Level
from ..model.events import Reference, WholeModule
from ..model.names import chain
from ..plans import ReplaceStarName
from ..settings.versions import release
from .conditions import is_guarded
from .paths import hint
from .rule import Context, Report, Rule


def check(event: WholeModule, context: Context) -> Iterable[Report]:
    """The first use of each name that came through a star import."""
    modules = [item.path for item in context.model.imported_names if item.star]
    if not modules or _has_foreign_star(context):
        return
    supported = context.supported("websockets")
    seen: set[str] = set()
    uses = [use for use in context.model.references if is_starred(use)]
    uses.sort(key=lambda use: (use.node.lineno, use.node.col_offset))
    for use in uses:
        module, _, name = use.bound[0].rpartition(".")
        if name in seen or hasattr(builtins, name):
            continue
        if any(_brings(other, name, supported.newest) for other in modules):
            continue
        since = exports.STAR_EXPORTS.get(module, {}).get(name, (None, None))[1]
        if since is None or not supported.reaches(since) or names.longest_match(module) is not None:
            continue
        if is_guarded(use, context):
            continue
        seen.add(name)
        row = names.find(use.bound[0])
        yield Report(
            use.node,
            f"'{name}' is missing from 'from {module} import *' since websockets {since}",
            "Import it by name." if row is None else hint(row, supported),
            Level.ERROR,
            None if row is None else _plan(use.bound[0], row),
        )


def _plan(path: str, row: DeprecatedName) -> ReplaceStarName:
    return ReplaceStarName(
        row.fix, row.since, "" if row.fix is Fix.SAFE else "legacy", path)


def is_starred(use: Reference) -> bool:
    """Whether a star import alone gives the name of a use its meaning."""
    base = chain(use.node)[0]
    return (len(use.bound) == 1 and isinstance(base, ast.Name)
            and base.id == use.bound[0].rpartition(".")[2] and not use.scope.lookup(base.id))


def _has_foreign_star(context: Context) -> bool:
    """Whether another star import may bring the name: the file's own, or of a third party."""
    for statement, _ in context.model.structure.imports:
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
            root = str(statement.module).partition(".")[0]
            if statement.level or (root != "websockets" and root not in sys.stdlib_module_names):
                return True
    return False


def _brings(module: str, name: str, of_release: str) -> bool:
    first, dropped = exports.STAR_EXPORTS.get(module, {}).get(name, (None, None))
    return (first is not None and release(first) <= release(of_release)
            and (dropped is None or release(of_release) < release(dropped)))


RULE = Rule(
    code="WS106",
    slug="star-import",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check},
)

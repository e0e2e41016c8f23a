"""Top-level name of `websockets` that is legacy in some supported releases.

## What it does
Reports `websockets.connect`, `websockets.serve`, their `unix_` variants and
`websockets.broadcast` where the project declares a range that includes releases below 14.0.
Compatibility code that chooses by release is not reported.

## Why is this bad?
These names meant the legacy implementation until 13.1 and mean the new one since 14.0: the same
code has other arguments, attributes and exceptions from one installation to the next, and can be
tested against one of them only.

## Example
```python
# setting: websockets = >=13
from websockets import connect


async def main(uri):
    async with connect(uri) as websocket:
        await websocket.send("hello")
```

## Use instead
```python
# setting: websockets = >=13
from websockets.asyncio.client import connect


async def main(uri):
    async with connect(uri) as websocket:
        await websocket.send("hello")
```

## Fix safety
With releases below 14.0 the import changes the implementation, so that everything it reaches has
to change with it: `modern-ws fix --unsafe` does both if the lower bound is 13.0 or more. To raise
it to 14.0 changes nothing for those who already have it.

## References
- Supported range: docs/supported-range.md
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.rows import Fix
from ..catalog.switched_names import SWITCHED
from ..findings import Level
from ..model.events import ImportedName, Reference
from ..plans import ReplaceName
from .conditions import chooses_release
from .rule import Context, Report, Rule


def check_import(event: ImportedName, context: Context) -> Iterable[Report]:
    yield from _report(event.path, event, context)


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    path, bound = event.paths[0], event.bound[0]
    if len(event.paths) > 1:
        return  # the code copes with several implementations
    while path.count(".") > 1:
        path = path.rpartition(".")[0]  # websockets.connect.process_exception
    if len(path) > len(bound):
        yield from _report(path, event, context)


def _report(
    path: str, where: ImportedName | Reference, context: Context
) -> Iterable[Report]:
    row = SWITCHED.get(path)
    if row is None:
        return
    supported = context.supported("websockets")
    if not supported.declared or supported.guarantees(row.switched):
        return
    if chooses_release(where, context):
        return
    hint = f"Use '{row.modern}'"
    if not supported.guarantees(row.since):
        hint += f", which needs websockets>={row.since}"
    yield Report(
        where.node,
        f"'{path}' is the legacy implementation in the releases below {row.switched} "
        f"that the project supports",
        f"{hint}, or require websockets>={row.switched}.",
        Level.WARNING,
        ReplaceName(Fix.UNSAFE, row.since, "package", path=path, event=where),
    )


RULE = Rule(
    code="WS107",
    slug="implicit-legacy",
    since="0.1.0",
    documentation=__doc__,
    checks={ImportedName: check_import, Reference: check_reference},
)

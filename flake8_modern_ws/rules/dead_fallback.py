"""Fallback to legacy `websockets` that no supported release reaches.

## What it does
Reports legacy imports and uses in the arm of a `try` or of a version test that never runs with
any release that the project supports. The project has to declare a lower bound.

## Why is this bad?
Code that never runs is not tested, and keeps legacy names in the project that look as if they
were still needed.

## Example
```python
# setting: websockets = >=14
try:
    from websockets.asyncio.client import connect
except ImportError:
    from websockets.client import connect
```

## Use instead
```python
from websockets.asyncio.client import connect
```

## Fix safety
The arm that is left over has to be moved out of the `try` or the `if` by hand.

## References
- Supported range: docs/supported-range.md
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import names
from ..catalog.rows import DeprecatedName, Fix
from ..catalog.switched_names import SWITCHED
from ..findings import Level
from ..model.events import ImportedName, Reference
from ..model.path_strings import PathString
from ..plans import RemoveArm
from .conditions import is_dead
from .paths import beyond, covers
from .rule import Context, Report, Rule


def check_import(event: ImportedName, context: Context) -> Iterable[Report]:
    row = names.longest_match(event.path)
    if event.path in SWITCHED or (row is not None and covers(row, event.path)):
        yield from _report(event.path, row, event, context)


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    for path, bound in zip(event.paths, event.bound):
        match = beyond(path, bound)
        if match is not None:
            yield from _report(match[0], match[1], event, context)
            return
        if path != bound and path in SWITCHED:
            yield from _report(path, None, event, context)
            return


def check_string(event: PathString, context: Context) -> Iterable[Report]:
    row = names.longest_match(event.path)
    if row is not None and not event.tested:
        yield from _report(event.path, row, event, context)


def _report(
    path: str, row: DeprecatedName | None, where: ImportedName | Reference | PathString,
    context: Context,
) -> Iterable[Report]:
    if not is_dead(where, context):
        return
    supported = context.supported("websockets")
    if row is not None and row.deprecated is None and (
        row.removed is None or not supported.reaches(row.removed)
    ):
        return
    releases = supported.lowest
    if supported.newest != supported.lowest:
        releases += f" to {supported.newest}"
    yield Report(
        where.node,
        f"'{path}' is a fallback that no supported release of websockets ({releases}) reaches",
        "Remove it and keep the branch that runs.",
        Level.WARNING,
        RemoveArm(Fix.SAFE, None, "", where),
    )


RULE = Rule(
    code="WS108",
    slug="dead-fallback",
    since="0.1.0",
    documentation=__doc__,
    checks={
        ImportedName: check_import,
        Reference: check_reference,
        PathString: check_string,
    },
)

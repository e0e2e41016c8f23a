"""Modern `websockets` API that the declared range does not guarantee.

## What it does
Reports modules, names, keyword arguments and attributes that are newer than the lowest release
that the project declares to support: `websockets.asyncio` below 13.0, `additional_headers=` of the
top-level `connect` below 14.0, `websockets.ClientConnection` below 14.2, `close_code` of a new
connection below 14.1, `async for` over the new `connect()` below 13.1 and others. Code that copes
with their absence is not reported, nor are types that are never evaluated.

## Why is this bad?
The declaration promises releases with which the program fails, and an installer that honours
somebody else's upper bound will pick one of them.

## Example
```python
# setting: websockets = >=12
from websockets.asyncio.client import connect
```

## Use instead
```python
# setting: websockets = >=13
from websockets.asyncio.client import connect
```

## Fix safety
To raise the lower bound is safe wherever the program works today.

## References
- Supported range: docs/supported-range.md
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..catalog import exports, names, presence
from ..catalog.introduced_arguments import ARGUMENTS, introduced_argument
from ..catalog.introduced_attributes import ATTRIBUTES, INTRODUCED_ATTRIBUTES, OTHER_BELOW
from ..catalog.websockets_uses import ITERATED
from ..findings import Level
from ..model.asked import is_asked
from ..model.events import ImportedName, Place, Reference, WholeModule
from ..model.path_strings import PathString
from ..model.scopes import Scope
from ..settings.versions import release
from .conditions import Where, is_protected, never_runs
from .rule import Context, Report, Rule


class _Argument(NamedTuple):
    node: ast.keyword
    scope: Scope
    statement: ast.stmt


def check_import(event: ImportedName, context: Context) -> Iterable[Report]:
    """A module or name at the alias that imports it."""
    since = presence.introduced_in(event.path)
    if since is not None and names.longest_match(event.path) is None:
        yield from _report(f"'{event.path}'", since, event, context)


def check_string(event: PathString, context: Context) -> Iterable[Report]:
    """The same in a string that is imported or patched."""
    since = presence.introduced_in(event.path)
    if since is not None and names.longest_match(event.path) is None and not event.tested:
        yield from _report(f"'{event.path}'", since, event, context)


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """A dotted use, unless an import of the file has been reported for the same reason."""
    if len(event.paths) > 1:
        return  # the code copes with several implementations
    path, bound = event.paths[0], event.bound[0]
    since = presence.introduced_in(path)
    if since is None or names.longest_match(path) is not None or _brings(bound, since):
        return
    if any(
        (path == item.path or path.startswith(item.path + ".")) and _brings(item.path, since)
        for item in context.model.imported_names
    ):
        return
    while path not in exports.INTRODUCED:
        path = path.rpartition(".")[0]
    yield from _report(f"'{path}'", since, event, context)


def check_objects(event: WholeModule, context: Context) -> Iterable[Report]:
    """Arguments of calls and attributes of connections and servers."""
    if context.supported("websockets").declared:
        yield from _check_arguments(context)
        yield from _check_attributes(context)
        yield from _check_loops(context)


def _check_loops(context: Context) -> Iterator[Report]:
    """``async for websocket in connect(...)``."""
    model = context.model
    for event in model.library_calls:
        since = ITERATED.get((event.name, event.implementation))
        if since is None:
            continue
        parent = next(iter(model.call_sites.above(event.call, event.statement)), None)
        if isinstance(parent, (ast.AsyncFor, ast.comprehension)) and parent.iter is event.call:
            where = Place(event.call, event.scope, event.statement)
            yield from _report(f"'async for' over {event.name}()", since, where, context)


def _check_arguments(context: Context) -> Iterator[Report]:
    """The keyword arguments of all calls, also through ``functools.partial``."""
    model = context.model
    for call, scope, statement in model.structure.calls:
        for keyword in call.keywords:
            if keyword.arg in ARGUMENTS:
                break
        else:
            continue
        path = model.names.path(call.func, scope)
        if path == "functools.partial" and call.args:
            path = model.names.path(call.args[0], scope)
        if path is not None and path.startswith("websockets."):
            yield from _check_call(call, path, scope, statement, context)


def _check_call(
    call: ast.Call, path: str, scope: Scope, statement: ast.stmt, context: Context
) -> Iterator[Report]:
    came = presence.introduced_in(path)
    for keyword in call.keywords:
        since = introduced_argument(path, keyword.arg or "")
        if since is None or (came is not None and release(came) >= release(since)):
            continue
        if context.model.guards.catches(statement, "TypeError"):
            continue
        where = _Argument(keyword, scope, statement)
        yield from _report(f"'{keyword.arg}' of '{path}'", since, where, context)


def _check_attributes(context: Context) -> Iterator[Report]:
    """Attributes that are read, each at its first use; one that the file sets is its own."""
    supported, model = context.supported("websockets"), context.model
    found = sorted(model.attributes(ATTRIBUTES),
                   key=lambda item: (item[0].lineno, item[0].col_offset))
    seen: set[tuple[str, ...]] = set()
    set_here = {node.attr for node, *_ in found if not isinstance(node.ctx, ast.Load)}
    for node, scope, statement in found:
        if node.attr in set_here or model.kinds.classes.is_own(node, scope):
            continue
        kind = model.kinds.at(node.value, scope, statement)
        if kind is None:
            continue
        since = INTRODUCED_ATTRIBUTES.get((kind.role, kind.implementation), {}).get(node.attr)
        below = OTHER_BELOW.get(kind.implementation)
        if since is None or (below is not None and not supported.guarantees(below)):
            continue
        where = Place(node, scope, statement)
        if is_asked(node, statement, model.structure, model.parents(statement)):
            continue
        for report in _report(f"'{node.attr}' of a {kind.role}", since, where, context):
            if (kind.implementation, kind.role, node.attr) not in seen:
                seen.add((kind.implementation, kind.role, node.attr))
                yield report


def _brings(path: str, since: str) -> bool:
    """Whether a path needs, itself, a release as new as ``since``."""
    came = presence.introduced_in(path)
    return came is not None and release(came) >= release(since)


def _report(what: str, since: str, where: Where, context: Context) -> Iterable[Report]:
    supported = context.supported("websockets")
    if not supported.declared or supported.guarantees(since):
        return
    if never_runs(where, context) or is_protected(where, context):
        return
    yield Report(
        where.node,
        f"{what} needs websockets {since}, and the project supports {supported.lowest}",
        f"Require websockets>={since}.",
        Level.WARNING,
    )


RULE = Rule(
    code="WS110",
    slug="floor-too-low",
    since="0.1.0",
    documentation=__doc__,
    checks={
        ImportedName: check_import,
        Reference: check_reference,
        PathString: check_string,
        WholeModule: check_objects,
    },
)

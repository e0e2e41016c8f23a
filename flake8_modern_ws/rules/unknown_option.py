"""Unknown WebSocket implementation or option of uvicorn.

## What it does
Reports a `ws` that names no implementation of the newest supported release, and an option that
starts with `ws` and does not exist there, such as a misspelt one.

## Why is this bad?
uvicorn, or its gunicorn worker when it boots, ends with an ImportFromStringError or a TypeError.

## Example
```python
from uvicorn_worker import UvicornWorker


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "ws_ping_intervall": 20.0,
        "ws_ping_interval": 20.0, "ws_ping_timeout": 20.0, "ws_max_size": 16 * 1024 * 1024,
    }
```

## Use instead
```python
from uvicorn_worker import UvicornWorker


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "ws_ping_interval": 20.0, "ws_ping_timeout": 20.0, "ws_max_size": 16 * 1024 * 1024,
    }
```

## Fix safety
Unsafe: writes the option that a misspelt one most likely means, if it is not given already. The
name of an implementation has to be decided by a person.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..catalog.rows import Fix
from ..findings import Level
from ..model.server_configurations import ServerConfiguration, ServerOption
from ..plans import Plan, RenameOption
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, in_every_case, nearest


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    yield from _implementation(uvicorn)
    if event.kind == "forwarder":
        return  # it may have options of its own
    for name, option in event.options.items():
        if not name.startswith("ws") or name == "ws":
            continue
        row = catalog.OPTIONS.get(name)
        shown = uvicorn.shown(name)
        if row is None:
            near = nearest(name)
            hint = f"Write '{uvicorn.shown(near)}'." if near else "Remove it."
            yield Report(option.node, f"'{shown}' is no option of uvicorn, which does not start",
                         hint, Level.ERROR, _plan(near, option, event))
        elif not uvicorn.reaches(row.introduced):
            yield Report(
                option.node, f"'{shown}' is no option of uvicorn before {row.introduced}",
                f"Require uvicorn>={row.introduced}.", Level.ERROR)


def _plan(near: str | None, option: ServerOption, event: ServerConfiguration) -> Plan | None:
    if near is None or near in event.options or option.entry is None:
        return None
    return RenameOption(Fix.UNSAFE, None, "", option, near)


def _implementation(uvicorn: Uvicorn) -> Iterable[Report]:
    option = uvicorn.event.options.get("ws")
    if option is None or not isinstance(option.value, str):
        return
    name = option.value
    since = catalog.IMPLEMENTATIONS.get(name)
    if since is not None and not uvicorn.reaches(since):
        yield Report(option.node, f"'ws' names {name!r}, which uvicorn has since {since}",
                     f"Require uvicorn>={since}, or write '{uvicorn.write_auto()}'.",
                     Level.ERROR)
    elif since is None and ":" not in name:
        known = ", ".join(
            text for text, first in catalog.IMPLEMENTATIONS.items() if uvicorn.reaches(first))
        yield Report(option.node,
                     f"'ws' names {name[:40]!a}, which is no implementation of uvicorn",
                     f"Known are {known}.", Level.ERROR)


RULE = Rule(
    code="WS517",
    slug="unknown-option",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)

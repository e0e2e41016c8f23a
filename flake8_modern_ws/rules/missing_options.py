"""What the rules on missing options of uvicorn share."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report
from .uvicorn_settings import Uvicorn, nearest, set_options

#: Set anywhere in a file, it may be what a command line lacks.
_ENVIRONMENT = "UVICORN_WS_"
_DEFAULTS = {"ws_ping_interval": "20 s", "ws_ping_timeout": "20 s", "ws_max_size": "16 MiB"}
_SUBJECTS = {"run": "'uvicorn.run'", "Config": "'uvicorn.Config'", "worker": "'CONFIG_KWARGS'",
             "command": "The command 'uvicorn'"}


def missing(
    names: tuple[str, ...], event: ServerConfiguration, context: Context
) -> Iterable[Report]:
    """The finding for a configuration that leaves out some of the options."""
    if event.kind not in _SUBJECTS or context.settings.websocket_app == "never":
        return
    uvicorn = Uvicorn(event, context)
    absent = [name for name in names if not uvicorn.states(name)]
    if not absent or any(event.unknown(name) for name in absent):
        return
    if "ws" not in event.options and event.unknown("ws"):
        return
    if uvicorn.implementation == catalog.NONE:
        return
    if "ws_ping_timeout" in absent and "ws_ping_interval" not in absent and uvicorn.pings_off:
        return  # a deadline would be moot
    # A misspelt option has its own finding.
    misspelt = set(map(nearest, event.options))
    absent = [name for name in absent if uvicorn.reaches(catalog.OPTIONS[name].introduced)
              and not uvicorn.ignored(name) and name not in misspelt]
    if not absent or not _may_serve(event, context):
        return
    stated = " and ".join(f"'{uvicorn.shown(name)}'" for name in absent)
    wanted = " and ".join(
        f"'{uvicorn.write(name, catalog.OPTIONS[name].default)}'" for name in absent)
    yield Report(
        event.node,
        f"{_SUBJECTS[event.kind]} leaves out {stated}, {_DEFAULTS[absent[0]]} by default",
        f"Write {wanted}.", Level.WARNING,
        set_options(event, *((name, catalog.OPTIONS[name].default) for name in absent)))


def _may_serve(event: ServerConfiguration, context: Context) -> bool:
    """Whether the application may have WebSocket routes."""
    if event.kind == "command" and any(_ENVIRONMENT in line for line in context.source.lines):
        return False
    if context.settings.websocket_app == "always":
        return True
    if "factory" in event.options:
        return context.model.applications.told(event.application) is not False
    return not context.model.applications.http_only(event.application, event.scope)

"""Keyword arguments of ``connect`` and ``serve`` that only the legacy implementation takes.

Source: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#arguments-of-connect-and-serve
``tests/upstream/test_arguments.py`` calls each one on real releases.
"""

from __future__ import annotations

from .rows import DeprecatedArgument, Fix

_row = DeprecatedArgument
SAFE, UNSAFE, MANUAL = Fix.SAFE, Fix.UNSAFE, Fix.MANUAL
_CONNECT = frozenset({"connect", "unix_connect", "Connect"})
_SERVE = frozenset({"serve", "unix_serve", "Serve"})
_BOTH = _CONNECT | _SERVE

ARGUMENTS: tuple[DeprecatedArgument, ...] = (
    _row("extra_headers", _CONNECT, "additional_headers", "14.0", SAFE,
         "a User-Agent belongs in user_agent_header"),
    _row("extra_headers", _SERVE, "process_response", "14.0", UNSAFE,
         "a function of connection, request and response that sets response.headers"),
    _row("timeout", _CONNECT, "close_timeout", "7.0", SAFE, taken_by=frozenset({"sync"})),
    _row("timeout", _SERVE, "close_timeout", "7.0", SAFE),
    _row("loop", _BOTH, None, None, SAFE),
    _row("legacy_recv", _BOTH, None, None, UNSAFE,
         "recv() raises ConnectionClosed instead of returning None"),
    _row("read_limit", _BOTH, None, None, SAFE, "max_queue is the only read buffer left"),
    _row("ws_handler", _SERVE, "handler", "14.0", SAFE),
)

#: Renamed in the threading implementation, with a warning since the release.
SYNC_RENAMED: dict[str, tuple[str, str]] = {"ssl_context": ("ssl", "13.0")}

#: Renamed without a deprecation period in the classes of the threading implementation: in every
#: release, the first argument can be passed by position.
SOCKET_RENAMED = "17.0"
SOCKET_CLASSES: frozenset[str] = frozenset({
    "websockets.sync.client.ClientConnection", "websockets.sync.server.ServerConnection",
    "websockets.sync.server.Server",
})

#: Customisation by legacy protocol classes.
PROTOCOL_ARGUMENTS: frozenset[str] = frozenset({"create_protocol", "klass"})

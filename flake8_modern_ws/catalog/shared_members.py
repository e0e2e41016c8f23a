"""Methods and properties that the classes of both implementations have.

Read from the classes of 13.0 and of 17.4; ``tests/upstream/test_names.py`` checks every one.
"""

from __future__ import annotations

CONNECTION: frozenset[str] = frozenset({
    "__aiter__", "__init__", "close", "close_code", "close_reason", "connection_lost",
    "connection_made", "data_received", "local_address", "ping", "pong", "recv",
    "remote_address", "send", "wait_closed",
})
SERVER: frozenset[str] = frozenset({
    "__aenter__", "__aexit__", "__init__", "close", "get_loop", "is_serving", "serve_forever",
    "sockets", "start_serving", "wait_closed",
})
#: Of what ``connect`` and ``serve`` return.
CONNECTING: frozenset[str] = frozenset({"__aenter__", "__aexit__", "__await__", "__init__"})

#: By the role that ``model.kinds`` gives the class.
BY_ROLE: dict[str, frozenset[str]] = {
    "connection": CONNECTION, "server": SERVER, "connecting": CONNECTING | {"__aiter__"},
    "serving": CONNECTING,
}

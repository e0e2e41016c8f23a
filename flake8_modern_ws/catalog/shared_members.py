"""Methods and properties that the classes of both implementations have.

Read from the classes of 13.0 and of 17.4; ``tests/upstream/test_names.py`` checks every one.
"""

from __future__ import annotations

CONNECTION: frozenset[str] = frozenset({
    "__aiter__", "__init__", "close", "connection_lost", "connection_made", "data_received",
    "local_address", "ping", "pong", "recv", "remote_address", "send", "wait_closed",
})
SERVER: frozenset[str] = frozenset({
    "__aenter__", "__aexit__", "__init__", "close", "get_loop", "is_serving", "serve_forever",
    "sockets", "start_serving", "wait_closed",
})
CONNECTING: frozenset[str] = frozenset({"__aenter__", "__aexit__", "__await__", "__init__"})

#: By the role that ``model.kinds`` gives the class.
BY_ROLE: dict[str, frozenset[str]] = {
    "connection": CONNECTION, "server": SERVER, "connecting": CONNECTING,
    "serving": frozenset(),  # a function in 17.4
}

#: What connections of both implementations have, with the same meaning, methods included.
KEPT: frozenset[str] = frozenset({
    "close", "close_timeout", "connection_lost", "connection_lost_waiter", "connection_made",
    "data_received", "debug", "drain", "eof_received", "handshake", "id", "latency",
    "local_address", "logger", "loop", "pause_writing", "ping", "ping_interval", "ping_timeout",
    "pong", "recv", "remote_address", "resume_writing", "send", "state", "subprotocol",
    "transport", "wait_closed",
})
#: What connections of the new implementation have besides: names that a subclass cannot use.
ADDED: frozenset[str] = frozenset({
    "acknowledge_pings", "close_deadline", "close_exc", "connection_exc", "drain_waiters",
    "fragmented_send_waiter", "keepalive", "keepalive_task", "max_queue_high", "max_queue_low",
    "paused", "pending_pings", "pong_waiters", "process_event", "protocol", "recv_exc",
    "recv_messages", "recv_streaming", "request", "request_rcvd", "respond", "response",
    "response_rcvd", "send_context", "send_data", "send_in_progress", "server",
    "set_connection_exc", "set_recv_exc", "start_keepalive", "terminate_pending_pings",
    "write_limit_high", "write_limit_low",
})
#: Methods that a subclass may override for either implementation.
OVERRIDABLE: frozenset[str] = frozenset({
    "close", "connection_lost", "connection_made", "recv", "send",
})

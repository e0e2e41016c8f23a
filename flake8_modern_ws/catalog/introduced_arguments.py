"""Arguments of ``websockets`` that came later than the callable that takes them.

Callables are those that exist in the newest release; an argument that a callable has always
had, or has no more, has no row. Releases are written as upstream writes them.

Source: the signatures of real releases, 8.0 to 17.4; ``tests/upstream/
test_introduced_arguments.py`` reads them again, row by row, and fails for an argument of the
newest release that is missing here.
"""

from __future__ import annotations

from collections.abc import Mapping

INTRODUCED_ARGUMENTS: Mapping[str, Mapping[str, str]] = {
    "websockets.connect": {
        "additional_headers": "14.0",
        "create_connection": "14.0",
        "logger": "10.0",
        "open_timeout": "10.0",
        "process_exception": "14.0",
        "proxy": "15.0",
        "reconnect_delays": "17.0",
        "user_agent_header": "10.4",
    },
    "websockets.serve": {
        "create_connection": "14.0",
        "handler": "14.0",
        "logger": "10.0",
        "open_timeout": "11.0",
        "process_response": "14.0",
        "server_header": "10.4",
    },
    "websockets.broadcast": {
        "connections": "14.0",
        "raise_exceptions": "11.0",
        "text": "16.1",
    },
    "websockets.asyncio.client.connect": {
        "process_exception": "13.1",
        "proxy": "15.0",
        "reconnect_delays": "17.0",
    },
    "websockets.asyncio.server.broadcast": {
        "text": "16.1",
    },
    "websockets.asyncio.server.serve": {},
    "websockets.sync.client.connect": {
        "legacy": "17.1",
        "max_queue": "14.0",
        "ping_interval": "15.0",
        "ping_timeout": "15.0",
        "proxy": "15.0",
        "proxy_server_hostname": "15.0",
        "proxy_ssl": "15.0",
        "ssl": "13.0",
    },
    "websockets.sync.server.serve": {
        "max_queue": "14.0",
        "ping_interval": "15.0",
        "ping_timeout": "15.0",
        "ssl": "13.0",
    },
    "websockets.client.ClientProtocol": {
        "uri": "15.0",
    },
}

#: Callables that hand on what they do not know, and to which others.
FORWARDS: Mapping[str, str] = {
    "websockets.unix_connect": "websockets.connect",
    "websockets.unix_serve": "websockets.serve",
    "websockets.asyncio.client.unix_connect": "websockets.asyncio.client.connect",
    "websockets.asyncio.server.unix_serve": "websockets.asyncio.server.serve",
    "websockets.sync.client.unix_connect": "websockets.sync.client.connect",
    "websockets.sync.server.unix_serve": "websockets.sync.server.serve",
}


def introduced_argument(callable_path: str, argument: str) -> str | None:
    """The release since which a callable takes an argument; None if it always has, or never."""
    path = FORWARDS.get(callable_path, callable_path)
    return INTRODUCED_ARGUMENTS.get(path, {}).get(argument)


#: Every argument of the table, whatever takes it.
ARGUMENTS = frozenset(name for row in INTRODUCED_ARGUMENTS.values() for name in row)

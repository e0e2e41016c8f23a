"""Uses of ``websockets`` that raise, hang, warn or change meaning, with the release.

Sources: the changelog (https://websockets.readthedocs.io/en/stable/project/changelog.html) and
the upgrade guide; ``tests/upstream/test_uses.py`` shows them on real releases.
"""

from __future__ import annotations

#: Positional arguments that became keyword-only: qualified names, how many stay positional,
#: the first keyword-only one, the release.
POSITIONAL: dict[str, tuple[int, str, str]] = {
    "websockets.broadcast": (2, "raise_exceptions", "17.0"),
    "websockets.asyncio.server.broadcast": (2, "raise_exceptions", "17.0"),
    "websockets.client.ClientProtocol": (1, "origin", "11.0"),
    "websockets.ClientProtocol": (1, "origin", "11.0"),
    "websockets.server.ServerProtocol": (0, "origins", "11.0"),
    "websockets.ServerProtocol": (0, "origins", "11.0"),
}
#: The same for methods of connections, by implementation.
POSITIONAL_METHODS: dict[str, tuple[int, str, str, frozenset[str]]] = {
    "send": (1, "text", "17.0", frozenset({"package", "asyncio", "sync"})),
    "ping": (1, "ack_on_close", "17.0", frozenset({"sync"})),
}

#: ``serve`` needs a running event loop.
SERVE_NEEDS_LOOP = "14.0"
#: ``yield from connect(...)`` no longer works, in no implementation.
YIELD_FROM_GONE = "17.0"
#: The threading ``connect`` warns unless it is used as a context manager.
SYNC_CONTEXT_MANAGER = "17.1"
#: ``serve`` of asyncio became a function, and ``Server`` got another constructor.
SERVE_IS_FUNCTION = "17.0.1"
#: Leaving the threading ``serve`` without ``serve_forever`` blocks.
SYNC_SERVE_BLOCKS = "17.0"
#: zlib cannot do a window of 8 bits.
WINDOW_BITS = ("17.2", frozenset({"client_max_window_bits", "server_max_window_bits"}))
#: Class attributes of the legacy ``connect``, and what configures the same today.
CONNECT_SETTINGS: dict[str, str] = {
    "BACKOFF_MIN": "reconnect_delays", "BACKOFF_MAX": "reconnect_delays",
    "BACKOFF_FACTOR": "reconnect_delays", "BACKOFF_INITIAL": "reconnect_delays",
    "MAX_REDIRECTS_ALLOWED": "the environment variable WEBSOCKETS_MAX_REDIRECTS",
}
#: An empty string in ``origins`` meant "no Origin header" in the legacy implementation.
SWITCHED = "14.0"
#: Arguments that kept their name and changed their meaning: callables, what is different.
CHANGED_MEANING: dict[str, tuple[frozenset[str], str]] = {
    "max_queue": (frozenset({"connect", "serve", "unix_connect", "unix_serve"}),
                  "counts frames, 16 by default, instead of messages, 32 by default"),
    "write_limit": (frozenset({"connect", "serve", "unix_connect", "unix_serve"}),
                    "is 32 KiB by default instead of 64 KiB"),
    "subprotocols": (frozenset({"serve", "unix_serve"}),
                     "rejects clients without a common subprotocol, and the server's order wins"),
}
#: ``connect`` uses the proxy of the environment unless ``proxy`` says otherwise.
PROXY = "15.0"

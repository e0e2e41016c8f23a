"""Uses of ``websockets`` that newer releases reject, ignore or warn about.

Source: https://websockets.readthedocs.io/en/stable/project/changelog.html and
https://websockets.readthedocs.io/en/stable/howto/upgrade.html.
``tests/upstream/test_arguments.py`` runs a part of them on real releases.
"""

from __future__ import annotations

from .rows import KeywordOnly, UnsupportedUse

_broadcast = KeywordOnly(2, ("raise_exceptions",), "17.0", "10.0")
_client = KeywordOnly(
    1, ("origin", "extensions", "subprotocols", "state", "max_size", "logger"), "11.0", "11.0")
_server = KeywordOnly(
    0, ("origins", "extensions", "subprotocols", "state", "max_size", "logger"), "11.0", "11.0")

#: Functions and classes, by qualified name.
KEYWORD_ONLY: dict[str, KeywordOnly] = {
    "websockets.broadcast": _broadcast,
    "websockets.asyncio.server.broadcast": _broadcast,
    "websockets.client.ClientProtocol": _client,
    "websockets.ClientProtocol": _client,
    "websockets.server.ServerProtocol": _server,
    "websockets.ServerProtocol": _server,
}

#: Methods of connections: the implementations that have them, and the row.
KEYWORD_ONLY_METHODS: dict[str, tuple[frozenset[str], KeywordOnly]] = {
    "send": (frozenset({"package", "asyncio", "sync", "trio"}),
             KeywordOnly(1, ("text",), "17.0", "14.0")),
    "ping": (frozenset({"sync", "trio"}), KeywordOnly(1, ("ack_on_close",), "17.0", "15.0")),
}

#: ``serve(handler, port, *, host=None)``, unlike the other implementations.
TRIO_SERVE = frozenset({"websockets.trio.server.serve"})

NO_LOOP = UnsupportedUse(
    "14.0", "called before the event loop runs raises RuntimeError",
    "Call it inside a coroutine that 'asyncio.run' runs.")
YIELD_FROM = UnsupportedUse(
    "17.0", "in 'yield from' raises TypeError", "Use 'await' in an 'async def' function.")
NO_CONTEXT = UnsupportedUse(
    "17.1", "outside a 'with' statement is deprecated", "Use 'with connect(...) as websocket'.")
SUBCLASS = UnsupportedUse(
    "17.0.1", "is a function, subclassing it raises TypeError",
    "Use a function that calls 'serve'.")
INSTANCE = UnsupportedUse(
    "17.0.1", "is a function, 'isinstance' with it raises TypeError",
    "Use 'websockets.asyncio.server.Server'.")
SERVER_CALL = UnsupportedUse(
    "17.0.1", "is called with arguments that its constructor no longer takes", "Use 'serve'.")
#: The asyncio server, which ``serve`` makes.
SERVER_CLASSES = frozenset({"websockets.asyncio.server.Server", "websockets.Server"})
TRIO_AWAIT = UnsupportedUse(
    "17.0", "of websockets.trio cannot be awaited", "Use 'async with connect(...)'.")
#: ``max_queue=None`` raises, by implementation from a release up to the one that mended it.
MAX_QUEUE_NONE_CRASHES: dict[str, str] = {"package": "14.0", "asyncio": "13.0", "sync": "13.0"}
MAX_QUEUE_NONE_MENDED = "14.1"
NEVER_SERVES = UnsupportedUse(
    "17.0", "without 'serve_forever' blocks for ever at the end of the 'with' block",
    "Call 'server.serve_forever()' inside the block or in a thread.")
LEGACY_CONNECTION = UnsupportedUse(
    "14.0", "with a legacy class raises TypeError",
    "Use a subclass of ClientConnection or ServerConnection.")
EMPTY_ORIGIN = UnsupportedUse(
    "14.0", "with an empty string rejects clients without an Origin header with 403",
    "Use 'None' in the list.")
WINDOW_BITS = UnsupportedUse(
    "17.2", "raises ValueError for 8 window bits", "Use 9 or more.")
BACKOFF = UnsupportedUse(
    "14.0", "has no effect on the new implementation",
    "Use 'reconnect_delays' (17.0) or the WEBSOCKETS_BACKOFF environment variables.")
REDIRECTS = UnsupportedUse(
    "14.0", "has no effect on the new implementation",
    "Use the environment variable WEBSOCKETS_MAX_REDIRECTS.")

#: Class attributes of the legacy ``connect``.
CONSTANTS: dict[str, UnsupportedUse] = {
    "BACKOFF_FACTOR": BACKOFF, "BACKOFF_INITIAL": BACKOFF, "BACKOFF_MAX": BACKOFF,
    "BACKOFF_MIN": BACKOFF, "MAX_REDIRECTS_ALLOWED": REDIRECTS,
}

#: Factory and argument that cannot be 8.
WINDOW_ARGUMENTS: dict[str, str] = {
    "websockets.extensions.permessage_deflate.ClientPerMessageDeflateFactory":
        "client_max_window_bits",
    "websockets.extensions.permessage_deflate.ServerPerMessageDeflateFactory":
        "server_max_window_bits",
}
#: What makes the connection warn outside a ``with`` statement.
NEEDS_CONTEXT = frozenset({"send", "recv", "ping", "pong", "close"})

# What keeps running with another meaning. ``effect`` completes a sentence about the use.

RETRIES = UnsupportedUse(
    "14.0", "retries only network errors and HTTP 500, 502, 503, 504; others are raised",
    "Handle the exception, or pass 'process_exception'.")
PROXY = UnsupportedUse(
    "15.0", "goes through the proxy of the system or the environment",
    "Use 'proxy=None' to connect directly, which needs websockets>=15.0.")
SUBPROTOCOLS = UnsupportedUse(
    "14.0", "rejects clients without a common subprotocol with 400, and the server's order wins",
    "Use 'select_subprotocol' for another choice.")
LIMITS: dict[str, UnsupportedUse] = {
    "max_queue": UnsupportedUse(
        "14.0", "counts frames, not messages; the default is 16 instead of 32",
        "Use a number of frames."),
    "write_limit": UnsupportedUse(
        "14.0", "has another default, 32 KiB instead of 64 KiB",
        "Look at the value again."),
}
#: The release since which a ``User-Agent`` among the headers replaces the default one again.
USER_AGENT_ONCE = "15.0"
USER_AGENT = UnsupportedUse(
    "13.0", f"is sent besides the default one below websockets {USER_AGENT_ONCE}",
    "Use 'user_agent_header'.")
#: ``broadcast`` of the legacy implementation, by its qualified names.
LEGACY_BROADCAST = frozenset({
    "websockets.legacy.protocol.broadcast", "websockets.legacy.server.broadcast",
    "websockets.server.broadcast",
})
NEW_BROADCAST = frozenset({"websockets.broadcast", "websockets.asyncio.server.broadcast"})
MIXED_BROADCAST = UnsupportedUse(
    "14.0", "raises AttributeError for connections of the other implementation",
    "Use 'broadcast' of the module that made the connections.")
MISSING_ATTRIBUTE = UnsupportedUse(
    "14.0", "is always the default, the new connections lack the attribute", "")

#: Calls that ``async for`` iterates over, to reconnect, since a later release than they exist.
ITERATED: dict[tuple[str, str], str] = {
    ("connect", "asyncio"): "13.1",
    ("unix_connect", "asyncio"): "13.1",
}

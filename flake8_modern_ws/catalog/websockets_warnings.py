"""Where ``websockets`` emits ``DeprecationWarning``, and which rule reports the cause.

Aliases and modules have rows in ``websockets_names``; here are the calls, attributes and
arguments. ``tests/upstream/test_newest.py`` searches the newest release of the index for
warnings and fails when one is in neither table.
"""

from __future__ import annotations

#: (module, function that warns) -> codes of the rules that report what leads there.
WARNINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("websockets.client", "ClientConnection.__init__"): ("WS205",),
    ("websockets.exceptions", "ConnectionClosed.code"): ("WS305",),
    ("websockets.exceptions", "ConnectionClosed.reason"): ("WS305",),
    ("websockets.exceptions", "PayloadTooBig.__init__"): ("WS305",),
    ("websockets.http11", "Request.exception"): ("WS305",),
    ("websockets.http11", "Response.exception"): ("WS305",),
    # The mechanism behind the aliases, which have rows of their own.
    ("websockets.imports", "lazy_import.__getattr__"): (),
    ("websockets.legacy.client", "Connect.__init__"): ("WS301", "WS308"),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol.__init__"): ("WS301",),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol.host"): ("WS304",),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol.port"): ("WS304",),
    ("websockets.legacy.protocol", "WebSocketCommonProtocol.secure"): ("WS304",),
    ("websockets.legacy.server", "Serve.__init__"): ("WS301", "WS308"),
    ("websockets.legacy.server", "WebSocketServerProtocol.__init__"): ("WS307",),
    ("websockets.legacy.server", "WebSocketServerProtocol.handshake"): ("WS303",),
    ("websockets.legacy.server", "WebSocketServerProtocol.process_request"): ("WS303",),
    ("websockets.legacy.server", "remove_path_argument"): ("WS302",),
    ("websockets.server", "ServerConnection.__init__"): ("WS205",),
    ("websockets.sync.client", "ClientConnection.maybe_raise_legacy_warning"): ("WS307",),
    ("websockets.sync.client", "reconnect.__init__"): ("WS301",),
    ("websockets.sync.server", "__getattr__"): ("WS202",),
    ("websockets.sync.server", "serve"): ("WS301",),
}

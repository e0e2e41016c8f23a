"""Attributes of legacy connections, servers and exceptions that the new ones lack.

Found by listing live objects of both implementations in 23 releases. Upstream's own list:
https://websockets.readthedocs.io/en/stable/howto/upgrade.html#attributes-of-connection-objects
``tests/upstream/test_attributes.py`` shows each row on real releases.
"""

from __future__ import annotations

from .rows import DeprecatedAttribute, Fix, UnsupportedUse

_row = DeprecatedAttribute
SAFE, UNSAFE, MANUAL = Fix.SAFE, Fix.UNSAFE, Fix.MANUAL

CONNECTION: tuple[DeprecatedAttribute, ...] = (
    _row("open", "{ws}.state is State.OPEN", "13.0", UNSAFE,
         "with State from websockets.protocol"),
    _row("closed", "{ws}.state is State.CLOSED", "13.0", UNSAFE,
         "with State from websockets.protocol"),
    _row("path", "{ws}.request.path", "13.0", UNSAFE),
    _row("request_headers", "{ws}.request.headers", "13.0", SAFE),
    _row("response_headers", "{ws}.response.headers", "13.0", SAFE),
    _row("host", "{ws}.remote_address[0]", "8.0", UNSAFE, side="client"),
    _row("port", "{ws}.remote_address[1]", "8.0", UNSAFE, side="client"),
    _row("host", "{ws}.local_address[0]", "8.0", UNSAFE, side="server"),
    _row("port", "{ws}.local_address[1]", "8.0", UNSAFE, side="server"),
    _row("secure", "{ws}.transport.get_extra_info('sslcontext') is not None", "13.0", UNSAFE,
         "or keep track of the URI's scheme"),
    _row("ensure_open", None, None, MANUAL,
         "remove the call, as send() and recv() raise ConnectionClosed themselves"),
    _row("extensions", "{ws}.protocol.extensions", "13.0", UNSAFE),
    _row("is_client", "{ws}.protocol.side is Side.CLIENT", "13.0", UNSAFE,
         "with Side from websockets.protocol"),
    _row("side", "{ws}.protocol.side", "13.0", UNSAFE, "a member of Side instead of a string"),
    _row("origin", "{ws}.protocol.origin", "13.0", UNSAFE),
    _row("available_subprotocols", "{ws}.protocol.available_subprotocols", "13.0", UNSAFE),
    _row("max_size", "{ws}.protocol.max_message_size", "16.0", MANUAL),
    _row("ws_server", "{ws}.server", "13.0", SAFE),
)

SERVER: tuple[DeprecatedAttribute, ...] = (
    _row("websockets", "{ws}.connections", "13.1", UNSAFE,
         "a new set of the open connections at each access"),
)

#: Of what ``serve()`` itself returns, before it is awaited.
SERVING: tuple[DeprecatedAttribute, ...] = (
    _row("ws_server", None, None, MANUAL, "await serve() to have the server"),
)

#: Replacements that the threading and Trio implementations do not have.
ASYNCIO_ONLY: frozenset[str] = frozenset({"secure"})
#: Replacements that the threading and Trio implementations got later: attribute, release.
LATER_SINCE: dict[str, str] = {
    "open": "14.1", "closed": "14.1", "ws_server": "17.0", "websockets": "17.0",
}

#: Attributes whose replacements work on legacy connections as well.
ON_EITHER: frozenset[str] = frozenset({"open", "closed", "host", "port"})

#: Undocumented attributes and methods of the legacy classes: one group, no replacement.
#: Those that the new classes had for some releases are left out.
CONNECTION_INTERNALS: frozenset[str] = frozenset({
    "available_extensions",
    "close_connection", "close_connection_task", "close_rcvd", "close_rcvd_then_sent",
    "close_sent", "close_transport", "connection_closed_exc", "connection_open",
    "extra_headers", "fail_connection", "handler", "handler_task", "keepalive_ping",
    "keepalive_ping_task", "legacy_recv", "messages", "open_timeout", "origins",
    "pings", "process_extensions", "process_origin", "process_subprotocol", "read_data_frame",
    "read_frame", "read_http_request", "read_http_response", "read_limit", "read_message",
    "reader", "server_header", "transfer_data", "transfer_data_exc", "transfer_data_task",
    "user_agent_header", "wait_for_connection_lost", "write_close_frame", "write_frame",
    "write_frame_sync", "write_http_request", "write_http_response",
    "ws_handler",
})
#: Attributes that a program could set on legacy connections; the new ones raise AttributeError.
#: What they show is kept by the protocol of the connection.
READ_ONLY: dict[str, str] = {
    "state": "{ws}.protocol.state", "subprotocol": "{ws}.protocol.subprotocol",
}
SERVER_INTERNALS: frozenset[str] = frozenset({"register", "unregister"})

#: Attributes of exceptions, requests and responses: class, attribute, replacement.
EXCEPTION: dict[str, tuple[DeprecatedAttribute, ...]] = {
    "ConnectionClosed": (
        _row("code", "{ws}.rcvd.code", "10.0", SAFE, "rcvd is None where code gave 1006",
             exact="{ws}.rcvd.code if {ws}.rcvd else 1006"),
        _row("reason", "{ws}.rcvd.reason", "10.0", SAFE, "rcvd is None where reason gave ''",
             exact="{ws}.rcvd.reason if {ws}.rcvd else ''"),
    ),
    "InvalidStatusCode": (
        _row("status_code", "{ws}.response.status_code", "10.0", UNSAFE,
             "of InvalidStatus"),
        _row("headers", "{ws}.response.headers", "10.0", UNSAFE, "of InvalidStatus"),
    ),
    "Request": (_row("exception", "protocol.handshake_exc", "10.3", MANUAL,
                     "of the connection's ServerProtocol"),),
    "Response": (_row("exception", "protocol.handshake_exc", "10.3", MANUAL,
                      "of the connection's ClientProtocol"),),
}
#: Attributes that other exceptions have under the same name: of the library, or of Python, as
#: ``urllib.error.HTTPError`` is an ``OSError``.
SHARED_ATTRIBUTES: dict[str, frozenset[str]] = {
    "headers": frozenset({"AbortHandshake", "Exception"}),
    "code": frozenset({"Exception"}),
    "reason": frozenset({"Exception"}),
}
#: The release since which these attributes warn; a class that is missing is itself legacy.
ATTRIBUTE_DEPRECATED = {"ConnectionClosed": "13.1", "Request": "10.3", "Response": "10.3"}

#: Constructor calls of older releases, by class.
CONSTRUCTORS: dict[str, UnsupportedUse] = {
    "ConnectionClosed": UnsupportedUse(
        "10.0", "takes close frames instead of a code and a reason",
        "Use '{name}(Close(code, reason), None)' with Close from websockets.frames."),
    "InvalidStatusCode": UnsupportedUse(
        "10.0", "needs headers",
        "Use 'InvalidStatus(Response(status_code, reason, Headers()))'."),
    "InvalidURI": UnsupportedUse("10.0", "needs a message", "Use 'InvalidURI(uri, message)'."),
}
#: The same, but they work still.
DEPRECATED_CONSTRUCTORS: dict[str, UnsupportedUse] = {
    "PayloadTooBig": UnsupportedUse(
        "14.0", "with a message is deprecated", "Use 'PayloadTooBig(size, max_size)'."),
}

"""What objects of ``websockets`` there are, and which qualified names mean them."""

from __future__ import annotations

import ast
from typing import NamedTuple


class Kind(NamedTuple):
    """What an expression is.

    ``role`` is ``connection``, ``server``, ``exception`` (an instance), ``connecting`` or
    ``serving`` (what ``connect()`` and ``serve()`` return, to be awaited or entered),
    ``container`` (of ``element``), ``awaitable`` (of ``element``), ``instance`` or ``class``
    (of the class ``node`` of the file), ``other`` (something else for sure).
    """

    role: str
    #: ``client``, ``server``, or empty where it may be either.
    side: str = ""
    #: ``legacy``, ``asyncio``, ``sync``, ``trio``, or ``package``: made by ``connect`` or
    #: ``serve`` of the package itself, which changed from legacy to asyncio in 14.0.
    implementation: str = ""
    #: The qualified name of an exception's class.
    path: str = ""
    node: ast.AST | None = None
    element: Kind | None = None


OTHER = Kind("other")

_IMPLEMENTATIONS = {
    "websockets.legacy.client": "legacy", "websockets.legacy.server": "legacy",
    "websockets.client": "legacy", "websockets.server": "legacy",
    "websockets.legacy.protocol": "legacy", "websockets.protocol": "legacy",
    "websockets": "package",
    "websockets.asyncio.client": "asyncio", "websockets.asyncio.server": "asyncio",
    "websockets.asyncio.connection": "asyncio", "websockets.asyncio.router": "asyncio",
    "websockets.sync.client": "sync", "websockets.sync.server": "sync",
    "websockets.sync.connection": "sync", "websockets.sync.router": "sync",
    "websockets.trio.client": "trio", "websockets.trio.server": "trio",
    "websockets.trio.connection": "trio",
}
_LEGACY_CLASSES = {
    "WebSocketClientProtocol": "client", "WebSocketServerProtocol": "server",
    "WebSocketCommonProtocol": "", "BasicAuthWebSocketServerProtocol": "server",
}
_MODERN_CLASSES = {"ClientConnection": "client", "ServerConnection": "server", "Connection": ""}
_CONNECTING = frozenset({"connect", "unix_connect", "Connect", "reconnect", "unix_reconnect"})
_SERVING = frozenset({"serve", "unix_serve", "Serve", "route", "unix_route"})


def of_class(path: str) -> Kind | None:
    """The kind of the instances of a class given by its qualified name."""
    module, _, name = path.rpartition(".")
    if module in ("websockets.auth", "websockets.legacy.auth"):
        module = "websockets.legacy.server"
    implementation = _IMPLEMENTATIONS.get(module)
    if implementation is None:
        return _exception(module, name)
    if name in _LEGACY_CLASSES:
        return Kind("connection", _LEGACY_CLASSES[name], "legacy")
    if name in _MODERN_CLASSES:
        if module in ("websockets.client", "websockets.server"):
            return OTHER  # Sans-I/O
        implementation = "asyncio" if implementation == "package" else implementation
        return Kind("connection", _MODERN_CLASSES[name], implementation)
    if name == "WebSocketServer":
        return Kind("server", "", "sync" if "sync" in module else "legacy")
    if name == "Server":
        return Kind("server", "", "asyncio" if implementation == "package" else implementation)
    return _exception(module, name)


def _exception(module: str, name: str) -> Kind | None:
    if module in ("websockets", "websockets.exceptions", "websockets.legacy.exceptions"):
        if name in EXCEPTIONS:
            return Kind("exception", path=name)
    return None


def of_call(path: str) -> Kind | None:
    """The kind of what a call of this qualified name returns."""
    module, _, name = path.rpartition(".")
    implementation = _IMPLEMENTATIONS.get(module)
    if implementation is None:
        return of_class(path)
    if name in _CONNECTING:
        if implementation == "sync":
            return Kind("connection", "client", "sync")
        return Kind("connecting", "client", implementation)
    if name in _SERVING:
        if implementation == "sync":
            return Kind("server", "", "sync")
        return Kind("serving", "server", implementation)
    return of_class(path)


#: https://websockets.readthedocs.io/en/stable/reference/exceptions.html
EXCEPTIONS = frozenset({
    "WebSocketException", "ConnectionClosed", "ConnectionClosedError", "ConnectionClosedOK",
    "InvalidURI", "InvalidProxy", "InvalidHandshake", "SecurityError", "ProxyError",
    "InvalidProxyMessage", "InvalidProxyStatus", "InvalidMessage", "InvalidStatus",
    "InvalidStatusCode", "InvalidHeader", "InvalidHeaderFormat", "InvalidHeaderValue",
    "InvalidOrigin", "InvalidUpgrade", "NegotiationError", "DuplicateParameter",
    "InvalidParameterName", "InvalidParameterValue", "AbortHandshake", "RedirectHandshake",
    "ProtocolError", "WebSocketProtocolError", "PayloadTooBig", "InvalidState",
    "ConcurrencyError",
})


def join(kinds: list[Kind | None]) -> Kind | None:
    """The kind that several sources agree on; None if one is unknown or they differ."""
    result: Kind | None = None
    for kind in kinds:
        if kind is None:
            return None
        if result is None or result == kind:
            result = kind
        elif result.role == kind.role == "connection" and (
            result.implementation == kind.implementation
        ):
            result = Kind("connection", "", kind.implementation)
        elif result.role == kind.role == "connection" and {
            result.implementation, kind.implementation} == {"legacy", "package"}:
            # The package's own connect, annotated with the class that it once made.
            side = result.side if result.side == kind.side else ""
            result = Kind("connection", side, "package")
        elif result.role == kind.role == "exception":
            result = Kind("exception", path=_common(result.path, kind.path))
        else:
            return None
    return result


_CLOSED = frozenset({"ConnectionClosed", "ConnectionClosedOK", "ConnectionClosedError"})


def _common(first: str, second: str) -> str:
    return "ConnectionClosed" if {first, second} <= _CLOSED else ""

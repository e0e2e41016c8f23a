"""What objects of ``websockets`` there are, and which qualified names mean them."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Kind(NamedTuple):
    """What an expression is.

    ``role`` is ``connection``, ``server``, ``exception`` (an instance), ``http`` (a request or
    a response of the handshake), ``connecting`` or
    ``serving`` (what ``connect()`` and ``serve()`` return, to be awaited or entered),
    ``container`` (of ``element``; of a mapping, ``items`` is what its keys are), ``awaitable``
    (of ``element``), ``manager`` (entered, it gives
    ``element``), ``tuple`` (of ``items``; those of an ``exception`` are what it may be),
    ``instance`` or ``class`` (of the class ``node`` of the file), ``object`` (an instance of a
    class of another file), ``raised`` (what a test keeps of the exception ``element``),
    ``function`` (whose calls give ``element``), ``other`` (something else for sure), ``pending``
    (nothing yet: a placeholder, or what depends on itself).
    """

    role: str
    #: ``client``, ``server``, or empty where it may be either.
    side: str = ""
    #: ``legacy``, ``asyncio``, ``sync``, ``trio``, or ``package``: made by ``connect`` or
    #: ``serve`` of the package itself, which changed from legacy to asyncio in 14.0.
    implementation: str = ""
    #: The name of the class of an exception, a request, a response or an ``object``.
    path: str = ""
    node: ast.AST | None = None
    element: Kind | None = None
    items: tuple[Kind | None, ...] = ()


OTHER = Kind("other")
PENDING = Kind("pending")
#: The path of exceptions that are Python's own.
OF_PYTHON = "Exception"

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


@lru_cache(maxsize=4096)
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
    if module in ("websockets", "websockets.http11") and name in ("Request", "Response"):
        return Kind("http", path=name)
    return None


@lru_cache(maxsize=4096)
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


def join(kinds: Iterable[Kind | None]) -> Kind | None:
    """The kind that several sources agree on; None if one is unknown or they differ."""
    result: Kind | None = PENDING
    for kind in kinds:
        result = _meet(result, kind)
        if result is None:
            return None
    return result


def common_implementation(first: str, second: str) -> str | None:
    """What is sure of two implementations; None if they are different ones.

    What the package gives is the new one with some releases, and may be legacy before.
    """
    both = {first, second}
    if len(both) == 1:
        return first
    if "package" not in both:
        return None
    return {"legacy": "legacy", "asyncio": "package"}.get(*(both - {"package"}))


def _meet(first: Kind | None, second: Kind | None, depth: int = 4) -> Kind | None:
    if first is None or second is None or depth <= 0:
        return None
    if first == second or second is PENDING:
        return first
    if first is PENDING:
        return second
    if first.role != second.role:
        return None
    implementation = common_implementation(first.implementation, second.implementation)
    if first.role in ("connection", "server") and implementation is not None:
        return Kind(first.role, first.side if first.side == second.side else "", implementation)
    if first.role in ("connecting", "serving") and implementation is not None:
        return Kind(first.role, first.side, implementation)
    if first.role == "exception":
        common = _common(first.path, second.path)
        either = () if common else _alternatives(first) + _alternatives(second)
        return Kind("exception", path=common, items=either)
    if first.role in ("container", "awaitable", "manager", "raised", "function"):
        return Kind(first.role, element=_meet(first.element, second.element, depth - 1),
                    items=_keys(first, second, depth))
    return None


def _keys(first: Kind, second: Kind, depth: int) -> tuple[Kind | None, ...]:
    if not first.items or not second.items:
        return first.items or second.items
    return (_meet(first.items[0], second.items[0], depth - 1),)


def declared(annotation: Kind | None, value: Kind | None, depth: int = 4) -> Kind | None:
    """The kind of what is annotated and assigned.

    A value tells better than an annotation which implementation made a connection: those who
    write the name of a legacy class mostly have connections of ``websockets.connect``.
    """
    if annotation is None or annotation is PENDING or depth <= 0:
        return value
    if value is None or value is PENDING:
        return annotation
    if annotation.role != value.role:
        return None if {annotation.role, value.role} & {"connection", "server"} else annotation
    if value.role in ("connection", "server"):
        return value
    if value.role in ("container", "awaitable", "manager"):
        keys = value.items if value.items not in ((), (PENDING,)) else annotation.items
        return Kind(value.role, element=declared(annotation.element, value.element, depth - 1),
                    items=keys)
    return annotation


def awaited(kind: Kind | None) -> Kind | None:
    """What ``await`` makes of it."""
    if kind is None or kind is PENDING:
        return kind
    if kind.role == "connecting":
        return None if kind.implementation == "trio" else entered(kind)
    if kind.role == "serving":
        return entered(kind)
    return kind.element if kind.role == "awaitable" else None


def entered(kind: Kind | None) -> Kind | None:
    """What ``with`` or ``async with`` makes of it."""
    if kind is None or kind is PENDING:
        return kind
    if kind.role == "connecting":
        return Kind("connection", kind.side, kind.implementation)
    if kind.role == "serving":
        return Kind("server", "", kind.implementation)
    if kind.role in ("connection", "server"):
        return kind
    return kind.element if kind.role == "manager" else None


def iterated(kind: Kind | None) -> Kind | None:
    """What a loop over it gives."""
    if kind is None or kind is PENDING:
        return kind
    if kind.role == "connecting":
        return entered(kind)
    if kind.role == "connection":
        return OTHER  # its messages
    if kind.role == "tuple":
        return join(kind.items)
    if kind.role != "container":
        return None
    return kind.items[0] if kind.items else kind.element


_CLOSED = frozenset({"ConnectionClosed", "ConnectionClosedOK", "ConnectionClosedError"})


def _common(first: str, second: str) -> str:
    return "ConnectionClosed" if {first, second} <= _CLOSED else ""


def _alternatives(kind: Kind) -> tuple[Kind | None, ...]:
    return kind.items or (kind,)


def container(element: Kind | None) -> Kind:
    """A container of some elements."""
    return Kind("container", element=element)


def mapping(key: Kind | None, element: Kind | None) -> Kind:
    """A mapping of some keys to some elements."""
    return Kind("container", element=element, items=(key,))


def pairs(kind: Kind) -> Kind:
    """What ``items()`` of a mapping gives."""
    key = kind.items[0] if kind.items else None
    return container(Kind("tuple", items=(key, kind.element)))


def part(kind: Kind | None, index: tuple[int, ...]) -> Kind | None:
    """What the target at a place inside an unpacking gets."""
    for position in index:
        if kind is None or kind is PENDING:
            return kind
        if kind.role == "tuple":
            kind = kind.items[position] if 0 <= position < len(kind.items) else None
        else:
            kind = iterated(kind) if kind.role == "container" and position >= 0 else None
    return kind


def item(kind: Kind | None, index: ast.expr) -> Kind | None:
    """What a subscript gives."""
    if kind is None or kind is PENDING:
        return kind
    if isinstance(index, ast.Slice):
        return container(iterated(kind)) if kind.role == "tuple" else kind
    if kind.role == "tuple" and isinstance(index, ast.Constant) and isinstance(index.value, int):
        return part(kind, (index.value % len(kind.items),)) if kind.items else None
    if kind.role == "container":
        return kind.element
    return iterated(kind) if kind.role == "tuple" else None


def is_container(declaration: Kind | None, value: Kind | None) -> bool:
    """Whether a container is assigned, or declared and not assigned elsewhere."""
    if value is not None and value is not PENDING:
        return value.role == "container"
    return declaration is not None and declaration.role == "container"

"""Functions of the file to which a server hands connections, whatever they call them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from ..names import chain
from ..scopes import FunctionNode, Scope, Structure
from . import frameworks
from .callees import Callees
from .origins import Origins
from .receivers import decorator_name

Handler: TypeAlias = FunctionNode | ast.Lambda
#: Decorators, called, that make a function a handler.
HANDLER_DECORATORS = frozenset({"websocket", "websocket_route", "websocket_listener", "ws"})
#: Keywords under which ``serve`` takes its handler, in some release.
_SERVE_KEYWORDS = frozenset({"handler", "ws_handler"})
#: Keywords under which a route takes it.
_ROUTE_KEYWORDS = frozenset({"endpoint", "handler", "route", "func"})
#: Parameters that stand before the connection.
_BEFORE = frozenset({"self", "request", "req", "socket"})
#: How many wrappers a handler may be given in.
_DEPTH = 4


class Handlers:
    """Finds, for each handler of one module, the parameter that is the connection."""

    def __init__(self, structure: Structure, origins: Origins, callees: Callees) -> None:
        self._structure = structure
        self._origins = origins
        self._callees = callees

    def parameters(self) -> Iterator[tuple[Handler, str]]:
        """Handlers, and the name of the parameter that is a connection."""
        yield from self._served()
        yield from self._routed()
        for node, _ in self._structure.functions:
            for decorator in node.decorator_list:
                if not isinstance(decorator, ast.Call):
                    continue
                name = decorator_name(decorator)
                if name in HANDLER_DECORATORS or (
                    name == "route" and self._is_sock(decorator.func, node)
                ):
                    yield from _first(node, 0, _BEFORE)

    def _served(self) -> Iterator[tuple[Handler, str]]:
        """``serve(handler, …)`` of websockets and trio-websocket."""
        for call, scope, _ in self._structure.calls_named(frameworks.SERVE_CALLS):
            origin = self._origins.of(call.func, scope)
            if origin is None or origin.root not in ("websockets", "trio_websocket"):
                continue
            given = [*call.args[:1], *(k.value for k in call.keywords
                                       if k.arg in _SERVE_KEYWORDS)]
            for handler in given:
                yield from self._handler(handler, scope, frozenset())

    def _routed(self) -> Iterator[tuple[Handler, str]]:
        """``WebSocketRoute("/", handler)`` and ``app.add_websocket_route(handler, "/")``."""
        for call, scope, _ in self._structure.calls_named(frameworks.ROUTE_CALLS):
            given = [*call.args[:2], *(k.value for k in call.keywords
                                       if k.arg in _ROUTE_KEYWORDS)]
            for handler in given:
                if not isinstance(handler, ast.Constant):
                    yield from self._handler(handler, scope, _BEFORE)

    def _handler(
        self, handler: ast.expr, scope: Scope, skip: frozenset[str]
    ) -> Iterator[tuple[Handler, str]]:
        bound = 0
        for _ in range(_DEPTH):
            if isinstance(handler, ast.Name):
                bindings = scope.lookup(handler.id)
                value = bindings[0].value if len(bindings) == 1 and (
                    bindings[0].kind == "assignment") else None
                if not isinstance(value, (ast.Call, ast.Lambda)):
                    break
                handler, scope = value, bindings[0].scope
            elif isinstance(handler, ast.Call) and handler.args and (
                decorator_name(handler) == "partial"
            ):
                bound += len(handler.args) - 1
                skip |= {k.arg for k in handler.keywords if k.arg is not None}
                handler = handler.args[0]
            else:
                break
        if isinstance(handler, ast.Lambda):
            yield from _first(handler, bound, skip)
            return
        function, shift = self._callees.of(handler, scope)
        if function is None:
            origin = self._origins.of(handler, scope)
            definition = origin.definition if origin is not None else None
            function = definition if isinstance(
                definition, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
        if function is not None:
            yield from _first(function, shift + bound, skip)

    def _is_sock(self, function: ast.expr, node: FunctionNode) -> bool:
        """``sock`` of ``@sock.route``, where the function stands: a parameter may hide it."""
        base, _ = chain(function)
        around = self._structure.scopes[node].parent
        if not isinstance(base, ast.Name) or around is None:
            return False
        for binding in around.lookup(base.id):
            if isinstance(binding.value, ast.Call):
                origin = self._origins.of(binding.value.func, binding.scope)
                if origin is not None and origin.root in ("flask_sock", "flask_sockets"):
                    return True
        return False


def _first(
    node: Handler, bound: int, skip: frozenset[str]
) -> Iterator[tuple[Handler, str]]:
    """The first parameter that is left, unless it has a type of its own."""
    for argument in [*node.args.posonlyargs, *node.args.args][bound:]:
        if argument.arg not in skip:
            if argument.annotation is None:
                yield node, argument.arg
            return

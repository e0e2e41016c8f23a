"""WebSocket options given to aiohttp, tornado, hypercorn and sanic."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .contents import Contents
from .mappings import Mappings
from .names import Names
from .scopes import Binding, Scope, Structure
from .values import setting

#: The libraries, and words of which a file with a configuration holds one, in any case.
WORDS = {
    "aiohttp": ("websocketresponse", "ws_connect"),
    "tornado": ("websockethandler",),
    "hypercorn": ("websocket_",),
    "sanic": ("websocket_",),
}
LIBRARIES = frozenset(WORDS)
_RESPONSES = frozenset({"aiohttp.web.WebSocketResponse", "aiohttp.web_ws.WebSocketResponse"})
#: The method of a response that only looks at a request.
_ASKING = "can_prepare"
_SESSIONS = frozenset({"aiohttp.ClientSession", "aiohttp.client.ClientSession"})
_HANDLER = "tornado.websocket.WebSocketHandler"
_APPLICATION = "tornado.web.Application"
_OBJECTS = {"hypercorn.config.Config": "hypercorn", "hypercorn.Config": "hypercorn",
            "sanic.Sanic": "sanic", "sanic.app.Sanic": "sanic"}
#: Properties of a tornado handler that stand for settings of its application.
_PROPERTIES = frozenset({"ping_interval", "prepare"})

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class PeerOption(NamedTuple):
    """One option: its value, if known, and where a finding stands."""

    value: object
    node: ast.AST


class PeerConfiguration(NamedTuple):
    """The options that one call, or one assignment, gives to a library.

    ``what`` is what the finding speaks of. An option that is missing has its default if
    ``complete``. ``node`` is where something is missing.
    """

    library: str
    what: str
    options: Mapping[str, PeerOption]
    complete: bool
    node: ast.AST


class Peers:
    """Finds the configurations of one module."""

    def __init__(
        self, structure: Structure, names: Names, mappings: Mappings, parents: Parents
    ) -> None:
        self._structure = structure
        self._names = names
        self._mappings = mappings
        self._parents = parents

    def collect(self) -> list[PeerConfiguration]:
        """Every configuration, in no particular order."""
        return [*self._aiohttp(), *self._tornado(), *self._attributes()]

    def _aiohttp(self) -> Iterator[PeerConfiguration]:
        for call, scope, statement in self._structure.calls_named(
            ("WebSocketResponse", "ws_connect")
        ):
            function = call.func
            if self._names.path(function, scope) in _RESPONSES:
                if self._is_never_opened(call, scope, statement):
                    continue
                what = "WebSocketResponse"
            elif isinstance(function, ast.Attribute) and function.attr == "ws_connect" and (
                self._is_session(function.value, scope)
            ):
                what = "ws_connect"
            else:
                continue
            contents = self._mappings.keywords(call, scope, statement)
            stretched = any(isinstance(a, ast.Starred) for a in call.args)
            yield _configuration("aiohttp", what, contents, call, stretched)

    def _is_never_opened(self, call: ast.Call, scope: Scope, statement: ast.stmt) -> bool:
        """Whether a response is only asked if it could answer a request."""
        parent = self._parents(statement).get(call)
        if isinstance(parent, ast.Attribute):
            return parent.attr == _ASKING
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if parent is not statement or not isinstance(target, ast.Name):
            return False
        bindings = scope.lookup(target.id)
        uses = [node for node, where, _ in self._structure.uses.get(target.id, ())
                if where.lookup(target.id) is bindings]
        return len(bindings) == 1 and bool(uses) and all(
            isinstance(node, ast.Attribute) and node.attr == _ASKING for node in uses)

    def _is_session(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an expression is a client session of aiohttp."""
        if isinstance(node, ast.Call):
            return self._names.path(node.func, scope) in _SESSIONS
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            return bool(bindings) and all(map(self._binds_session, bindings))
        return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (
            node.value.id in ("self", "cls") and node.attr in self._session_attributes())

    def _binds_session(self, binding: Binding) -> bool:
        if binding.index or binding.kind in ("for", "async for"):
            return False
        if binding.annotation is not None:
            return self._names.path(binding.annotation, binding.scope) in _SESSIONS
        value = binding.value
        return isinstance(value, ast.Call) and (
            self._names.path(value.func, binding.scope) in _SESSIONS)

    def _session_attributes(self) -> set[str]:
        """Attributes of ``self`` to which the file assigns a session."""
        found: set[str] = set()
        for call, scope, statement in self._structure.calls_named(("ClientSession",)):
            if isinstance(statement, ast.Assign) and statement.value is call and (
                self._names.path(call.func, scope) in _SESSIONS
            ):
                found.update(t.attr for t in statement.targets if isinstance(t, ast.Attribute))
        return found

    def _tornado(self) -> Iterator[PeerConfiguration]:
        handlers = [
            cls for cls, scope in self._structure.classes
            if any(self._names.path(base, scope) == _HANDLER for base in cls.bases)
        ]
        if not handlers or any(
            getattr(part, "name", None) in _PROPERTIES
            for cls in handlers for part in cls.body
        ):
            return
        for call, scope, statement in self._structure.calls_named(("Application",)):
            if self._names.path(call.func, scope) == _APPLICATION:
                contents = self._mappings.keywords(call, scope, statement)
                stretched = any(isinstance(a, ast.Starred) for a in call.args)
                yield _configuration("tornado", "Application", contents, call, stretched)

    def _attributes(self) -> Iterator[PeerConfiguration]:
        """``config.websocket_ping_interval = …`` and ``app.config.WEBSOCKET_… = …``."""
        for node, scope, statement in self._structure.chains:
            if not isinstance(node.ctx, ast.Store) or not isinstance(statement, ast.Assign):
                continue
            if not node.attr.lower().startswith("websocket_"):
                continue
            library = self._owner(node, scope)
            if library is not None and node in statement.targets:
                option = PeerOption(setting(statement.value, scope), node)
                yield PeerConfiguration(library, library, {node.attr: option}, False, node)

    def _owner(self, node: ast.Attribute, scope: Scope) -> str | None:
        """The library of the object whose attribute is assigned."""
        base = node.value
        through_config = isinstance(base, ast.Attribute) and base.attr == "config"
        if through_config:
            base = base.value  # type: ignore[attr-defined]
        if not isinstance(base, ast.Name):
            return None
        bindings = scope.lookup(base.id)
        if len(bindings) != 1 or not isinstance(bindings[0].value, ast.Call):
            return None
        if bindings[0].kind != "assignment":
            return None
        path = self._names.path(bindings[0].value.func, bindings[0].scope)
        library = _OBJECTS.get(path or "")
        return library if through_config == (library == "sanic") else None


def _configuration(
    library: str, what: str, contents: Contents, node: ast.AST, stretched: bool
) -> PeerConfiguration:
    options = {
        name: PeerOption(setting(entry.value, entry.scope), entry.node)
        for name, entry in contents.entries.items()
    }
    complete = contents.complete and not contents.uncertain and not stretched
    return PeerConfiguration(library, what, options, complete, node)

"""WebSocket options given to aiohttp, tornado, hypercorn and sanic."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .classes import Classes
from .client_sessions import ClientSessions
from .contents import Contents
from .mappings import Mappings
from .names import Names
from .scopes import Scope, Structure
from .server_configurations import class_of
from .values import setting, string

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
_HANDLERS = frozenset({"tornado.websocket.WebSocketHandler"})
_APPLICATIONS = frozenset({"tornado.web.Application"})
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
        self, structure: Structure, names: Names, mappings: Mappings, parents: Parents,
        classes: Callable[[], Classes],
    ) -> None:
        self._structure = structure
        self._names = names
        self._mappings = mappings
        self._parents = parents
        self._classes = classes
        self._sessions = ClientSessions(names, classes)

    def collect(self) -> list[PeerConfiguration]:
        """Every configuration, in no particular order."""
        return [*self._aiohttp(), *self._tornado(), *self._attributes()]

    def _aiohttp(self) -> Iterator[PeerConfiguration]:
        own = [cls.name for cls, _ in self._structure.classes
               if self._derives(cls, _RESPONSES) and self._makes_itself(cls)]
        for call, scope, statement in self._structure.calls_named(
            ("WebSocketResponse", "ws_connect", "__init__", *own)
        ):
            function = call.func
            if self._makes(call, scope, _RESPONSES):
                if self._is_never_opened(call, scope, statement):
                    continue
                what = "WebSocketResponse"
            elif isinstance(function, ast.Attribute) and function.attr == "ws_connect" and (
                self._sessions.holds(function.value, scope)
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

    def _makes(self, call: ast.Call, scope: Scope, paths: frozenset[str]) -> bool:
        """Whether a call makes an object of a class, or sets one up in a subclass."""
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr == "__init__":
            owner = self._classes().of_method(scope)
            if owner is None or not self._derives(owner, paths):
                return False
            base = function.value
            return self._names.path(base, scope) in paths or (
                isinstance(base, ast.Call) and isinstance(base.func, ast.Name)
                and base.func.id == "super" and self._is_direct(owner, paths))
        if self._names.path(function, scope) in paths:
            return True
        cls = class_of(function, scope)
        return cls is not None and self._derives(cls, paths) and self._makes_itself(cls)

    def _makes_itself(self, cls: ast.ClassDef) -> bool:
        """Whether instances of a class of the file get what its calls say."""
        return not cls.decorator_list and self._classes().method(cls, "__init__") is None

    def _derives(self, cls: ast.ClassDef, paths: frozenset[str]) -> bool:
        return any(path in paths for path in self._classes().base_paths(cls))

    def _is_direct(self, cls: ast.ClassDef, paths: frozenset[str]) -> bool:
        around = self._structure.scopes[cls].parent
        return around is not None and any(
            self._names.path(base, around) in paths for base in cls.bases)

    def _tornado(self) -> Iterator[PeerConfiguration]:
        handlers = [
            cls for cls, _ in self._structure.classes if self._derives(cls, _HANDLERS)]
        if not handlers or any(
            getattr(part, "name", None) in _PROPERTIES
            for cls in handlers for part in cls.body
        ):
            return
        for call, scope, statement in self._structure.calls_named(("Application", "__init__")):
            if self._makes(call, scope, _APPLICATIONS) and not self._has_others(
                call, scope, handlers
            ):
                contents = self._mappings.keywords(call, scope, statement)
                stretched = any(isinstance(a, ast.Starred) for a in call.args)
                yield _configuration("tornado", "Application", contents, call, stretched)

    def _has_others(
        self, call: ast.Call, scope: Scope, handlers: list[ast.ClassDef]
    ) -> bool:
        """Whether the routes of an application are known, and none is for WebSockets."""
        function = call.func
        skipped = isinstance(function, ast.Attribute) and function.attr == "__init__" and (
            not isinstance(function.value, ast.Call))
        rest = call.args[1 if skipped else 0:]
        routes = rest[0] if rest else next(
            (k.value for k in call.keywords if k.arg == "handlers"), None)
        if isinstance(routes, ast.Name):
            bindings = scope.lookup(routes.id)
            uses = self._structure.uses.get(routes.id, ())
            if len(bindings) != 1 or bindings[0].kind != "assignment" or len(uses) > 1:
                return False
            routes, scope = bindings[0].value, bindings[0].scope
        if not isinstance(routes, (ast.List, ast.Tuple)):
            return False
        for route in routes.elts:
            parts = route.args if isinstance(route, ast.Call) else getattr(route, "elts", [])
            cls = class_of(parts[1], scope) if len(parts) > 1 else None
            path = self._names.path(parts[1], scope) if len(parts) > 1 else None
            if cls in handlers or (cls is None and not (path or "").startswith("tornado.web.")):
                return False
        return bool(routes.elts)

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
        yield from self._sanic_items()

    def _sanic_items(self) -> Iterator[PeerConfiguration]:
        """``app.config["WEBSOCKET_…"] = …`` and ``app.config.update(…)``."""
        for subscript, scope, statement in self._structure.subscripts:
            name = string(subscript.slice, scope) or ""
            if isinstance(subscript.ctx, ast.Store) and isinstance(statement, ast.Assign) and (
                name.startswith("WEBSOCKET_") and subscript in statement.targets
                and self._is_sanic(subscript.value, scope)
            ):
                option = PeerOption(setting(statement.value, scope), subscript)
                yield PeerConfiguration("sanic", "sanic", {name: option}, False, subscript)
        for call, scope, statement in self._structure.calls_named(("update",)):
            if isinstance(call.func, ast.Attribute) and self._is_sanic(call.func.value, scope):
                contents = self._mappings.updating(call, scope, statement)
                yield _configuration("sanic", "sanic", contents, call, True)

    def _is_sanic(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an expression is the ``config`` of an application of sanic."""
        if not isinstance(node, ast.Attribute) or node.attr != "config":
            return False
        placeholder = ast.Attribute(node, "", ast.Load())
        return self._owner(placeholder, scope) == "sanic"

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

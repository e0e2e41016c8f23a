"""Whether the applications of a project serve WebSockets, as far as all their routes are known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum
from typing import NamedTuple

from ..model.applications import FRAMEWORKS, HTTP_ONLY, HTTP_ROUTES, speaks_http_only
from ..model.module import Model
from ..model.names import chain
from ..model.scopes import Binding, FunctionNode, Scope, Use
from .library import among
from .project import Project
from .resolver import Target

#: How many routers, factories and functions are followed from one application.
_DEPTH = 12
_ROUTERS = frozenset({
    "fastapi.APIRouter", "fastapi.routing.APIRouter", "starlette.routing.Router",
})
_WEBSOCKET_METHODS = frozenset({
    "websocket", "websocket_route", "add_websocket_route", "add_api_websocket_route",
})
_WEBSOCKET_ROUTES = frozenset({
    "starlette.routing.WebSocketRoute", "fastapi.routing.APIWebSocketRoute",
})
_MOUNTS = frozenset({"starlette.routing.Mount", "starlette.routing.Host"})
#: Applications that answer no WebSocket, whatever they are made of.
_HTTP_APPLICATIONS = frozenset({
    "fastapi.staticfiles.StaticFiles", "starlette.staticfiles.StaticFiles",
    "fastapi.middleware.wsgi.WSGIMiddleware", "starlette.middleware.wsgi.WSGIMiddleware",
    "a2wsgi.WSGIMiddleware", "prometheus_client.make_asgi_app", "prometheus_client.make_wsgi_app",
})
#: Calls that an application can be handed to, and that give it no route of WebSockets.
_USING = frozenset({
    "fastapi.testclient.TestClient", "starlette.testclient.TestClient", "httpx.ASGITransport",
    "httpx.AsyncClient", "httpx.Client", "mangum.Mangum", "asgi_lifespan.LifespanManager",
    "async_asgi_testclient.TestClient", "fastapi.openapi.utils.get_openapi",
})
_BUILTINS = frozenset({"print", "isinstance", "type", "id", "repr", "str", "len", "vars", "dir"})
_INCLUDING = frozenset({"include_router", "mount", "host"})
_ROUTE_ARGUMENTS = frozenset({"routes"})


class Verdict(Enum):
    """What is known of an application."""

    HTTP = "HTTP alone"
    WEBSOCKETS = "WebSockets"
    UNKNOWN = "unknown"


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    """What several parts of an application make of it."""
    found = set()
    for verdict in verdicts:
        if verdict is Verdict.WEBSOCKETS:
            return verdict
        found.add(verdict)
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.HTTP


class _Place(NamedTuple):
    """Code of a file: a model with its path."""

    path: str
    model: Model


class Evidence:
    """Judges applications of a project; each object once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[object, Verdict] = {}

    def applications(self, path: str) -> dict[str, bool]:
        """The applications that a file starts, as they are written, by whether they serve
        WebSockets; those without an answer are left out."""
        model = self._project.model(path)
        found: dict[str, set[Verdict]] = {}
        with suppress(Exception):  # the file says so itself if it is an error of ours
            for event in model.server_configurations if model is not None else ():
                if event.application is None or model is None:
                    continue
                factory = event.options.get("factory")
                if factory is not None and not isinstance(factory.value, bool):
                    verdict = Verdict.UNKNOWN
                else:
                    verdict = self._started(
                        event.application, event.scope, _Place(path, model),
                        factory is not None and factory.value is True)
                found.setdefault(ast.unparse(event.application), set()).add(verdict)
            return {text: verdicts == {Verdict.WEBSOCKETS} for text, verdicts in found.items()
                    if len(verdicts) == 1 and Verdict.UNKNOWN not in verdicts}
        return {}

    def _started(
        self, node: ast.expr, scope: Scope, place: _Place, factory: bool
    ) -> Verdict:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            module, _, name = node.value.partition(":")
            path = self._project.files.modules.only(place.path, module) if (
                module and name.isidentifier()) else None
            if path is None:
                return Verdict.UNKNOWN
            return self._target(self._project.resolver.name(path, name), factory, _DEPTH)
        if factory:
            return self._function(node, scope, place, _DEPTH)
        return self._expression(node, scope, place, _DEPTH)

    def _once(self, key: object, judge: Callable[[], Verdict]) -> Verdict:
        """Judge once; what is part of itself adds nothing to itself."""
        if key not in self._known:
            self._known[key] = Verdict.HTTP
            self._known[key] = judge()
        return self._known[key]

    # What an expression stands for

    def _expression(
        self, node: ast.expr | None, scope: Scope, place: _Place, depth: int
    ) -> Verdict:
        if node is None or depth <= 0:
            return Verdict.UNKNOWN
        path = place.model.names.written(node, scope)
        if path is not None:
            return self._target(self._project.target(place.path, path), False, depth - 1)
        if isinstance(node, ast.Name):
            bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
            if len(bindings) != 1:
                return Verdict.UNKNOWN
            return self._binding(bindings[0], place, depth - 1)
        if isinstance(node, ast.Call):
            return self._constructed(node, scope, place, depth - 1)
        return Verdict.UNKNOWN

    def _target(self, target: Target | None, factory: bool, depth: int) -> Verdict:
        if target is None or depth <= 0 or target.foreign or target.attributes:
            return Verdict.UNKNOWN
        model = self._project.model(target.path) if target.name else None
        if model is None:
            return Verdict.UNKNOWN
        bindings = [b for b in model.structure.module.bindings.get(target.name, ())
                    if b.kind != "annotation"]
        if len(bindings) != 1:
            return Verdict.UNKNOWN
        place = _Place(target.path, model)
        if factory:
            return self._factory(bindings[0].node, place, depth - 1)
        return self._binding(bindings[0], place, depth - 1)

    def _binding(self, binding: Binding, place: _Place, depth: int) -> Verdict:
        """What a name is bound to, and all that is done with it."""
        if binding.kind == "function":
            node = binding.node
            plain = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                speaks_http_only(node))
            return Verdict.HTTP if plain else Verdict.UNKNOWN
        if binding.kind in ("for", "async for"):
            items = binding.value
            if binding.index or not isinstance(items, (ast.List, ast.Tuple)):
                return Verdict.UNKNOWN
            return _all(self._expression(item, binding.scope, place, depth)
                        for item in items.elts)
        if binding.kind != "assignment" or binding.index or not isinstance(
            binding.value, ast.Call
        ):
            return Verdict.UNKNOWN
        value = binding.value
        return self._once((place.path, binding), lambda: _all((
            self._constructed(value, binding.scope, place, depth),
            self._used(binding, place, depth))))

    def _constructed(
        self, call: ast.Call, scope: Scope, place: _Place, depth: int
    ) -> Verdict:
        path = place.model.names.path(call.func, scope)
        if path in _HTTP_APPLICATIONS:
            return Verdict.HTTP
        if path in FRAMEWORKS or path in _ROUTERS:
            return self._keywords(call, scope, place, depth)
        return self._function(call.func, scope, place, depth)

    def _keywords(self, call: ast.Call, scope: Scope, place: _Place, depth: int) -> Verdict:
        found = [Verdict.UNKNOWN] if call.args else []
        for keyword in call.keywords:
            if keyword.arg in (None, "default", "app"):
                found.append(Verdict.UNKNOWN)
            elif keyword.arg in _ROUTE_ARGUMENTS:
                found.append(self._routes(keyword.value, scope, place, depth))
        return _all(found)

    def _routes(self, node: ast.expr, scope: Scope, place: _Place, depth: int) -> Verdict:
        """A list of routes that stands here, or is only passed on under its name."""
        path = place.model.names.written(node, scope)
        if path is not None:
            target = self._project.target(place.path, path)
            model = None if target is None or target.attributes else self._project.model(
                target.path)
            if target is None or model is None or not target.name:
                return Verdict.UNKNOWN
            place, scope = _Place(target.path, model), model.structure.module
            node = ast.Name(target.name, ast.Load())
        if isinstance(node, ast.Name):
            name, bindings = node.id, scope.lookup(node.id)
            if len(bindings) != 1 or bindings[0].kind != "assignment" or any(
                isinstance(use, ast.Attribute) or (isinstance(statement, ast.Assign) and any(
                    isinstance(target, ast.Subscript) for target in statement.targets))
                for use, where, statement in place.model.structure.uses.get(name, ())
                if where.lookup(name) is bindings
            ):
                return Verdict.UNKNOWN
            node, scope = bindings[0].value or node, bindings[0].scope
        if not isinstance(node, (ast.List, ast.Tuple)) or depth <= 0:
            return Verdict.UNKNOWN
        return _all(self._route(item, scope, place, depth - 1) for item in node.elts)

    def _route(self, node: ast.expr, scope: Scope, place: _Place, depth: int) -> Verdict:
        path = place.model.names.path(node.func, scope) if isinstance(node, ast.Call) else None
        if path in HTTP_ROUTES:
            return Verdict.HTTP
        if path in _WEBSOCKET_ROUTES:
            return Verdict.WEBSOCKETS
        if path not in _MOUNTS or not isinstance(node, ast.Call):
            return Verdict.UNKNOWN
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        if "routes" in named:
            return self._routes(named["routes"], scope, place, depth)
        application = named.get("app", node.args[1] if len(node.args) > 1 else None)
        return self._expression(application, scope, place, depth)

    # Functions that make an application, and functions that get one

    def _function(
        self, node: ast.expr, scope: Scope, place: _Place, depth: int
    ) -> Verdict:
        """What a function of the project makes."""
        found = self._definition(node, scope, place)
        return Verdict.UNKNOWN if found is None else self._factory(
            found[0], found[1], depth - 1)

    def _definition(
        self, node: ast.expr, scope: Scope, place: _Place
    ) -> tuple[FunctionNode, _Place] | None:
        path = place.model.names.written(node, scope)
        if path is not None:
            target = self._project.target(place.path, path)
            if target is None or not target.name or target.attributes:
                return None
            model = self._project.model(target.path)
            if model is None:
                return None
            place, name, scope = _Place(target.path, model), target.name, model.structure.module
        elif isinstance(node, ast.Name):
            name = node.id
        else:
            return None
        bindings = scope.lookup(name)
        function = bindings[0].node if len(bindings) == 1 else None
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return function, place
        return None

    def _factory(self, node: ast.AST, place: _Place, depth: int) -> Verdict:
        if not isinstance(node, ast.FunctionDef) or node.decorator_list or depth <= 0:
            return Verdict.UNKNOWN
        return self._once((place.path, node), lambda: self._returns(node, place, depth))

    def _returns(self, node: ast.FunctionDef, place: _Place, depth: int) -> Verdict:
        scope = place.model.structure.scopes[node]
        values = [statement.value for statement, where in place.model.structure.returns
                  if where is scope]
        if not values:
            return Verdict.UNKNOWN
        return _all(self._expression(value, scope, place, depth) for value in values)

    def _parameter(
        self, call: ast.Call, use: ast.AST, scope: Scope, place: _Place, depth: int
    ) -> Verdict:
        """What a function of the project does with an application that it gets."""
        found = self._definition(call.func, scope, place) if depth > 0 else None
        if found is None:
            return Verdict.UNKNOWN
        function, home = found
        positional = [*function.args.posonlyargs, *function.args.args]
        name = next((k.arg for k in call.keywords if k.value is use), None)
        if use in call.args and not any(isinstance(a, ast.Starred) for a in call.args):
            index = call.args.index(use)
            name = positional[index].arg if index < len(positional) else None
        bindings = home.model.structure.scopes[function].bindings.get(name or "", [])
        if len(bindings) != 1 or bindings[0].kind != "parameter":
            return Verdict.UNKNOWN
        return self._once((home.path, bindings[0]),
                          lambda: self._uses(bindings, home, depth - 1))

    # What is done with an application

    def _used(self, binding: Binding, place: _Place, depth: int) -> Verdict:
        scope, name = binding.scope, binding.name
        module = place.model.structure.module
        bindings = scope.lookup(name)
        found = self._uses(bindings, place, depth)
        if binding not in module.bindings.get(name, ()) or found is Verdict.WEBSOCKETS:
            return found
        return _all((found, self._elsewhere(place.path, name, depth)))

    def _uses(self, bindings: list[Binding], place: _Place, depth: int) -> Verdict:
        name = bindings[0].name
        return _all(
            self._use(use, chain(use[0])[1], place, depth)
            for use in place.model.structure.uses.get(name, ())
            if use[1].lookup(name) is bindings)

    def _elsewhere(self, path: str, name: str, depth: int) -> Verdict:
        """What other files do with a name of a module."""
        project = self._project
        homes = {path: frozenset({name})}
        for importer, names in project.files.imports.importers(path).items():
            if (names is None or name in names) and project.surface(importer) is None:
                return Verdict.UNKNOWN
        found: list[Verdict] = []
        for other, (paths, sure) in project.reached(homes, among(homes)).items():
            model = project.model(other)
            if not sure or model is None:
                found.append(Verdict.UNKNOWN)
                continue
            verdict = _all(self._use(use, rest, _Place(other, model), depth)
                           for use, rest in _uses_of(paths, model))
            if verdict is Verdict.WEBSOCKETS and project.files.is_test(other):
                verdict = Verdict.UNKNOWN
            found.append(verdict)
        return _all(found)

    def _use(self, use: Use, attributes: list[str], place: _Place, depth: int) -> Verdict:
        node, scope, statement = use
        while attributes[:1] == ["router"] and len(attributes) > 1:
            attributes = attributes[1:]
        parents = place.model.parents(statement)
        parent = parents.get(node)
        if isinstance(parent, ast.keyword):
            parent = parents.get(parent)
        if attributes:
            called = parent if isinstance(parent, ast.Call) and parent.func is node else None
            return self._method(attributes, called, scope, place, depth)
        if isinstance(statement, ast.Return) and statement.value is node:
            return Verdict.HTTP if self._is_made_in(node, scope) else Verdict.UNKNOWN
        if isinstance(statement, ast.Delete):
            return Verdict.HTTP
        if isinstance(parent, (ast.List, ast.Tuple)) and isinstance(statement, ast.For) and (
            statement.iter is parent and isinstance(statement.target, ast.Name)
        ):
            bindings = scope.lookup(statement.target.id)
            return Verdict.UNKNOWN if depth <= 0 else self._once(
                (place.path, bindings[0]), lambda: self._uses(bindings, place, depth - 1))
        if not isinstance(parent, ast.Call) or parent.func is node:
            return Verdict.UNKNOWN
        return self._argument(parent, node, scope, place, depth)

    @staticmethod
    def _is_made_in(node: ast.expr, scope: Scope) -> bool:
        """Whether a function returns what it makes itself: who calls it is judged for that."""
        return isinstance(node, ast.Name) and all(
            binding.scope is scope and binding.kind == "assignment"
            for binding in scope.lookup(node.id))

    def _method(
        self, attributes: list[str], call: ast.Call | None, scope: Scope, place: _Place,
        depth: int,
    ) -> Verdict:
        first = attributes[0]
        if first in _WEBSOCKET_METHODS:
            return Verdict.WEBSOCKETS
        if first == "add_middleware" and call is not None:
            return self._middleware(call, scope, place)
        if first in HTTP_ONLY:
            return Verdict.HTTP
        if call is None or len(attributes) > 1 or any(k.arg is None for k in call.keywords):
            return Verdict.UNKNOWN
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        if first == "include_router":
            router = named.get("router", call.args[0] if call.args else None)
            return self._expression(router, scope, place, depth - 1)
        if first in _INCLUDING:
            mounted = named.get("app", call.args[1] if len(call.args) > 1 else None)
            return self._expression(mounted, scope, place, depth - 1)
        return Verdict.UNKNOWN

    def _middleware(self, call: ast.Call, scope: Scope, place: _Place) -> Verdict:
        """Middleware answers WebSockets only if it speaks of them."""
        node = call.args[0] if call.args else None
        path = None if node is None else place.model.names.written(node, scope)
        if path is not None:
            target = self._project.target(place.path, path)
            if target is not None and target.foreign:
                return Verdict.UNKNOWN if "socket" in target.foreign.lower() else Verdict.HTTP
            if target is None or not target.name or target.attributes:
                return Verdict.UNKNOWN
            model = self._project.model(target.path)
            if model is None:
                return Verdict.UNKNOWN
            name, scope = target.name, model.structure.module
        elif isinstance(node, ast.Name):
            name = node.id
        else:
            return Verdict.UNKNOWN
        bindings = scope.lookup(name)
        cls = bindings[0].node if len(bindings) == 1 else None
        if not isinstance(cls, ast.ClassDef):
            return Verdict.UNKNOWN
        return Verdict.UNKNOWN if any(
            isinstance(part, ast.Constant) and isinstance(part.value, str)
            and "websocket" in part.value for part in ast.walk(cls)) else Verdict.HTTP

    def _argument(
        self, call: ast.Call, node: ast.expr, scope: Scope, place: _Place, depth: int
    ) -> Verdict:
        """What a call does with an application that is passed to it."""
        path = place.model.names.path(call.func, scope) or ""
        if path.startswith("uvicorn.") or path in _USING or path in _MOUNTS:
            return Verdict.HTTP
        if isinstance(call.func, ast.Attribute) and call.func.attr in _INCLUDING:
            return Verdict.HTTP  # what has its routes is judged for that
        if isinstance(call.func, ast.Name) and call.func.id in _BUILTINS and not scope.lookup(
            call.func.id
        ):
            return Verdict.HTTP
        return self._parameter(call, node, scope, place, depth - 1)


def _uses_of(paths: Iterable[str], model: Model) -> Iterator[tuple[Use, list[str]]]:
    """The uses of what some paths name, with the attributes that follow."""
    wanted = tuple(paths)
    for uses in model.structure.uses.values():
        for use in uses:
            node, scope, _ = use
            written = model.names.written(node, scope)
            for path in wanted if written is not None else ():
                if written is not None and (written + ".").startswith(path + "."):
                    yield use, written[len(path) + 1:].split(".") if written != path else []

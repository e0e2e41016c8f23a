"""Whether the applications of a project serve WebSockets, as far as all their routes are known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum

from ..model.applications import (
    FRAMEWORKS,
    HTTP_APPLICATIONS,
    HTTP_ONLY,
    HTTP_ROUTES,
    speaks_http_only,
)
from ..model.names import chain
from ..model.scopes import Binding, FunctionNode, Scope, Use
from .asgi import (
    BUILTINS,
    INCLUDING,
    MOUNTS,
    ROUTERS,
    USING,
    WEBSOCKET_METHODS,
    WEBSOCKET_ROUTES,
)
from .code import Code, Place, uses_of
from .project import Project, among
from .resolver import Target

#: How many routers, factories and functions are followed from one application.
_DEPTH = 12

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


class Evidence:
    """Judges applications of a project; each object once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._code = Code(project)
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
                        event.application, event.scope, Place(path, model),
                        factory is not None and factory.value is True)
                found.setdefault(ast.unparse(event.application), set()).add(verdict)
            return {text: verdicts == {Verdict.WEBSOCKETS} for text, verdicts in found.items()
                    if len(verdicts) == 1 and Verdict.UNKNOWN not in verdicts}
        return {}

    def _started(
        self, node: ast.expr, scope: Scope, place: Place, factory: bool
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
        self, node: ast.expr | None, scope: Scope, place: Place, depth: int
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
        place = Place(target.path, model)
        if factory:
            return self._factory(bindings[0].node, place, depth - 1)
        return self._binding(bindings[0], place, depth - 1)

    def _binding(self, binding: Binding, place: Place, depth: int) -> Verdict:
        """What a name is bound to, and all that is done with it."""
        if binding.kind == "function":
            node = binding.node
            plain = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                speaks_http_only(node))
            return Verdict.HTTP if plain else Verdict.UNKNOWN
        if binding.kind in ("for", "async for"):
            items = None if binding.index or binding.value is None else self._code.items(
                binding.value, binding.scope, place)
            if items is None:
                return Verdict.UNKNOWN
            return _all(self._expression(item, *items[1:], depth) for item in items[0])
        if binding.kind != "assignment" or binding.index or not isinstance(
            binding.value, ast.Call
        ):
            return Verdict.UNKNOWN
        value = binding.value
        return self._once((place.path, binding), lambda: _all((
            self._constructed(value, binding.scope, place, depth),
            self._used(binding, place, depth))))

    def _constructed(
        self, call: ast.Call, scope: Scope, place: Place, depth: int
    ) -> Verdict:
        path = place.model.names.path(call.func, scope)
        if path in HTTP_APPLICATIONS:
            return Verdict.HTTP
        if path in FRAMEWORKS or path in ROUTERS:
            return self._keywords(call, scope, place, depth)
        return self._function(call.func, scope, place, depth)

    def _keywords(self, call: ast.Call, scope: Scope, place: Place, depth: int) -> Verdict:
        found = [Verdict.UNKNOWN] if call.args else []
        for keyword in call.keywords:
            if keyword.arg in (None, "default", "app"):
                found.append(Verdict.UNKNOWN)
            elif keyword.arg == "routes":
                found.append(self._routes(keyword.value, scope, place, depth))
            elif keyword.arg == "lifespan":
                found.append(self._lifespan(keyword.value, scope, place, depth))
            elif keyword.arg == "middleware":
                items = self._code.items(keyword.value, scope, place)
                if items is None or not all(
                    isinstance(item, ast.Call)
                    and self._code.is_http_middleware(item, *items[1:]) for item in items[0]
                ):
                    found.append(Verdict.UNKNOWN)
        return _all(found)

    def _lifespan(
        self, node: ast.expr, scope: Scope, place: Place, depth: int
    ) -> Verdict:
        """The function that runs around an application gets it, too."""
        if isinstance(node, ast.Constant):
            return Verdict.HTTP
        function = self._code.function(node, scope, place) if depth > 0 else None
        if function is None:
            return Verdict.UNKNOWN
        arguments = function[0].args
        names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        return self._given(names[0] if names else None, *function, depth)

    def _routes(self, node: ast.expr, scope: Scope, place: Place, depth: int) -> Verdict:
        found = self._code.items(node, scope, place) if depth > 0 else None
        if found is None:
            return Verdict.UNKNOWN
        return _all(self._route(item, *found[1:], depth - 1) for item in found[0])

    def _route(self, node: ast.expr, scope: Scope, place: Place, depth: int) -> Verdict:
        path = place.model.names.path(node.func, scope) if isinstance(node, ast.Call) else None
        if path in HTTP_ROUTES:
            return Verdict.HTTP
        if path in WEBSOCKET_ROUTES:
            return Verdict.WEBSOCKETS
        if path not in MOUNTS or not isinstance(node, ast.Call):
            return Verdict.UNKNOWN
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        if "routes" in named:
            return self._routes(named["routes"], scope, place, depth)
        application = named.get("app", node.args[1] if len(node.args) > 1 else None)
        return self._expression(application, scope, place, depth)

    # Functions that make an application, and functions that get one

    def _function(
        self, node: ast.expr, scope: Scope, place: Place, depth: int
    ) -> Verdict:
        """What a function of the project makes."""
        found = self._code.function(node, scope, place)
        return Verdict.UNKNOWN if found is None else self._factory(
            found[0], found[1], depth - 1)

    def _factory(self, node: ast.AST, place: Place, depth: int) -> Verdict:
        if not isinstance(node, ast.FunctionDef) or node.decorator_list or depth <= 0:
            return Verdict.UNKNOWN
        return self._once((place.path, node), lambda: self._returns(node, place, depth))

    def _returns(self, node: ast.FunctionDef, place: Place, depth: int) -> Verdict:
        scope = place.model.structure.scopes[node]
        values = [statement.value for statement, where in place.model.structure.returns
                  if where is scope]
        if not values:
            return Verdict.UNKNOWN
        return _all(self._expression(value, scope, place, depth) for value in values)

    def _parameter(
        self, call: ast.Call, use: ast.AST, scope: Scope, place: Place, depth: int
    ) -> Verdict:
        """What a function of the project does with an application that it gets."""
        found = self._code.function(call.func, scope, place) if depth > 0 else None
        if found is None:
            return Verdict.UNKNOWN
        function, home = found
        positional = [*function.args.posonlyargs, *function.args.args]
        name = next((k.arg for k in call.keywords if k.value is use), None)
        if use in call.args and not any(isinstance(a, ast.Starred) for a in call.args):
            index = call.args.index(use)
            name = positional[index].arg if index < len(positional) else None
        return self._given(name, function, home, depth)

    def _given(
        self, name: str | None, function: FunctionNode, home: Place, depth: int
    ) -> Verdict:
        """What a function does with a parameter."""
        bindings = home.model.structure.scopes[function].bindings.get(name or "", [])
        if len(bindings) != 1 or bindings[0].kind != "parameter":
            return Verdict.UNKNOWN
        return self._once((home.path, bindings[0]),
                          lambda: self._uses(bindings, home, depth - 1))

    # What is done with an application

    def _used(self, binding: Binding, place: Place, depth: int) -> Verdict:
        scope, name = binding.scope, binding.name
        module = place.model.structure.module
        bindings = scope.lookup(name)
        found = self._uses(bindings, place, depth)
        if binding not in module.bindings.get(name, ()) or found is Verdict.WEBSOCKETS:
            return found
        return _all((found, self._elsewhere(place.path, name, depth)))

    def _uses(self, bindings: list[Binding], place: Place, depth: int) -> Verdict:
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
            verdict = _all(self._use(use, rest, Place(other, model), depth)
                           for use, rest in uses_of(paths, model))
            if verdict is Verdict.WEBSOCKETS and project.files.is_test(other):
                verdict = Verdict.UNKNOWN
            found.append(verdict)
        return _all(found)

    def _use(self, use: Use, attributes: list[str], place: Place, depth: int) -> Verdict:
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
        if isinstance(parent, (ast.List, ast.Tuple)):
            return self._listed(parent, scope, statement, place, depth)
        if not isinstance(parent, ast.Call) or parent.func is node:
            return Verdict.UNKNOWN
        return self._argument(parent, node, scope, place, depth)

    def _listed(
        self, items: ast.expr, scope: Scope, statement: ast.stmt, place: Place, depth: int
    ) -> Verdict:
        """What is done with the elements of a list: by a loop over it, or over its name."""
        if depth <= 0:
            return Verdict.UNKNOWN
        if isinstance(statement, ast.For) and statement.iter is items and isinstance(
            statement.target, ast.Name
        ):
            bindings = scope.lookup(statement.target.id)
            return self._once((place.path, bindings[0]),
                              lambda: self._uses(bindings, place, depth - 1))
        if not isinstance(statement, ast.Assign) or statement.value is not items or not (
            len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
        ):
            return Verdict.UNKNOWN
        name = statement.targets[0].id
        bindings = scope.lookup(name)
        if len(bindings) != 1 or self._code.is_taken(bindings[0], place):
            return Verdict.UNKNOWN
        return _all(
            self._listed(use, where, inner, place, depth - 1)
            if isinstance(inner, ast.For) else Verdict.UNKNOWN
            for use, where, inner in place.model.structure.uses.get(name, ())
            if where.lookup(name) is bindings)

    @staticmethod
    def _is_made_in(node: ast.expr, scope: Scope) -> bool:
        """Whether a function returns what it makes itself: who calls it is judged for that."""
        return isinstance(node, ast.Name) and all(
            binding.scope is scope and binding.kind == "assignment"
            for binding in scope.lookup(node.id))

    def _method(
        self, attributes: list[str], call: ast.Call | None, scope: Scope, place: Place,
        depth: int,
    ) -> Verdict:
        first = attributes[0]
        if first in WEBSOCKET_METHODS:
            return Verdict.WEBSOCKETS
        if first == "add_middleware" and call is not None:
            http = self._code.is_http_middleware(call, scope, place)
            return Verdict.HTTP if http else Verdict.UNKNOWN
        if first in HTTP_ONLY:
            return Verdict.HTTP
        if call is None or len(attributes) > 1 or any(k.arg is None for k in call.keywords):
            return Verdict.UNKNOWN
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        if first == "include_router":
            router = named.get("router", call.args[0] if call.args else None)
            return self._expression(router, scope, place, depth - 1)
        if first in INCLUDING:
            mounted = named.get("app", call.args[1] if len(call.args) > 1 else None)
            return self._expression(mounted, scope, place, depth - 1)
        return Verdict.UNKNOWN

    def _argument(
        self, call: ast.Call, node: ast.expr, scope: Scope, place: Place, depth: int
    ) -> Verdict:
        """What a call does with an application that is passed to it."""
        path = place.model.names.path(call.func, scope) or ""
        if path.startswith("uvicorn.") or path in USING or path in MOUNTS:
            return Verdict.HTTP
        if isinstance(call.func, ast.Attribute) and call.func.attr in INCLUDING:
            return Verdict.HTTP  # what has its routes is judged for that
        if isinstance(call.func, ast.Name) and call.func.id in BUILTINS and not scope.lookup(
            call.func.id
        ):
            return Verdict.HTTP
        return self._parameter(call, node, scope, place, depth - 1)

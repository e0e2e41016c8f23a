"""Whether an application that is built in the same file serves HTTP alone."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from .linked import NOTHING
from .names import Names
from .scopes import FunctionNode, Scope, Structure

FRAMEWORKS = frozenset({
    "fastapi.FastAPI", "fastapi.applications.FastAPI", "starlette.applications.Starlette",
})
#: Servers of the Model Context Protocol, and their methods that make an application for HTTP.
_CONTEXT_SERVERS = frozenset({
    "fastmcp.FastMCP", "fastmcp.server.FastMCP", "fastmcp.server.server.FastMCP",
    "mcp.server.fastmcp.FastMCP", "mcp.server.fastmcp.server.FastMCP",
})
_CONTEXT_APPLICATIONS = frozenset({"http_app", "sse_app", "streamable_http_app"})
_QUART = frozenset({"quart.Quart", "quart.app.Quart"})
#: Methods and attributes of an application that bring no WebSocket route.
HTTP_ONLY = frozenset({
    "get", "post", "put", "patch", "delete", "head", "options", "trace", "route", "add_route",
    "api_route", "add_api_route", "exception_handler", "add_exception_handler", "on_event",
    "add_event_handler", "middleware", "add_middleware",
    "state", "title", "version", "description", "dependency_overrides",
    "url_path_for", "openapi", "openapi_schema", "user_middleware", "debug",
})
#: The same of Quart.
_QUART_ONLY = HTTP_ONLY | {
    "config", "secret_key", "logger", "cli", "before_request", "after_request", "before_serving",
    "after_serving", "errorhandler", "teardown_request", "context_processor", "template_filter",
    "add_url_rule", "jinja_env", "run", "while_serving",
}
#: Applications that answer no WebSocket, whatever they are made of.
HTTP_APPLICATIONS = frozenset({
    "fastapi.staticfiles.StaticFiles", "starlette.staticfiles.StaticFiles",
    "fastapi.middleware.wsgi.WSGIMiddleware", "starlette.middleware.wsgi.WSGIMiddleware",
    "uvicorn.middleware.wsgi.WSGIMiddleware", "a2wsgi.WSGIMiddleware",
    "asgiref.wsgi.WsgiToAsgi", "django.core.asgi.get_asgi_application",
    "prometheus_client.make_asgi_app", "prometheus_client.make_wsgi_app",
})
HTTP_ROUTES = frozenset({"starlette.routing.Route", "fastapi.routing.APIRoute"})
Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class Applications:
    """Judges the applications that one module builds."""

    def __init__(
        self, structure: Structure, names: Names, parents: Parents,
        told: Mapping[str, bool] = NOTHING.applications,
    ) -> None:
        self._told = told
        self._structure = structure
        self._names = names
        self._parents = parents

    def told(self, application: ast.expr | None) -> bool | None:
        """Whether the project is known to serve WebSockets with an application; None if unknown."""
        if application is None or not self._told:
            return None
        return self._told.get(ast.unparse(application))

    def http_only(self, application: ast.expr | None, scope: Scope) -> bool:
        """Whether an application is known to have HTTP routes alone.

        Known are a FastAPI or Starlette object that is bound to one name, gets its routes in
        this file and is used for nothing else, what wraps a WSGI application, and an ASGI function
        that neither speaks of WebSockets nor calls another application. What the rest of the
        project tells comes first.
        """
        told = self.told(application)
        if told is not None:
            return not told
        if isinstance(application, ast.Call):
            return self._makes_http(application, scope)
        if not isinstance(application, ast.Name):
            return False
        bindings = scope.lookup(application.id)
        if len(bindings) != 1:
            return False
        binding = bindings[0]
        if binding.kind == "function" and isinstance(
            binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)
        ):
            return speaks_http_only(binding.node)
        call = binding.value
        if binding.kind != "assignment" or not isinstance(call, ast.Call):
            return False
        path = self._names.path(call.func, binding.scope)
        if path in HTTP_APPLICATIONS:
            return True
        harmless = HTTP_ONLY
        if path in _QUART:
            harmless = _QUART_ONLY
        elif path in FRAMEWORKS:
            if not self._routes_are_http(call, binding.scope):
                return False
        elif not self._makes_http(call, binding.scope):
            return False
        return all(
            self._is_harmless(use, use_scope, statement, application, harmless)
            for use, use_scope, statement in self._structure.uses.get(application.id, ())
            if use_scope.lookup(application.id) is bindings
        )

    def _makes_http(self, call: ast.Call, scope: Scope) -> bool:
        """Whether a call makes an application that answers no WebSocket."""
        if self._names.path(call.func, scope) in HTTP_APPLICATIONS:
            return True
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr not in _CONTEXT_APPLICATIONS:
            return False
        server, where = function.value, scope
        if isinstance(server, ast.Name):
            bindings = scope.lookup(server.id)
            if len(bindings) != 1 or bindings[0].value is None:
                return False
            server, where = bindings[0].value, bindings[0].scope
        return isinstance(server, ast.Call) and (
            self._names.path(server.func, where) in _CONTEXT_SERVERS)

    def _routes_are_http(self, call: ast.Call, scope: Scope) -> bool:
        if call.args:
            return False
        for keyword in call.keywords:
            if keyword.arg is None:
                return False
            if keyword.arg != "routes":
                continue
            routes = keyword.value
            if not isinstance(routes, (ast.List, ast.Tuple)) or not all(
                isinstance(route, ast.Call)
                and self._names.path(route.func, scope) in HTTP_ROUTES
                for route in routes.elts
            ):
                return False
        return True

    def _is_harmless(
        self, use: ast.Name | ast.Attribute, scope: Scope, statement: ast.stmt,
        application: ast.Name, harmless: frozenset[str],
    ) -> bool:
        if isinstance(use, ast.Attribute):
            first = use
            while isinstance(first.value, ast.Attribute):
                first = first.value
            return first.attr in harmless
        if use is application:
            return True
        # Another start of the same application: uvicorn.run(app), uvicorn.Config(app).
        parent = self._parents(statement).get(use)
        return isinstance(parent, ast.Call) and (
            self._names.path(parent.func, scope) or "").startswith("uvicorn.")


def speaks_http_only(function: FunctionNode) -> bool:
    """Whether an ASGI function deals with HTTP by itself."""
    parameters = [*function.args.posonlyargs, *function.args.args]
    if len(parameters) != 3 or function.args.vararg or function.decorator_list:
        return False
    names = {parameter.arg for parameter in parameters}
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if "websocket" in node.value:
                return False
        elif isinstance(node, ast.Call):
            passed = {a.id for a in node.args if isinstance(a, ast.Name)}
            if len(passed & names) > 1 or parameters[0].arg in passed:
                return False
    return True

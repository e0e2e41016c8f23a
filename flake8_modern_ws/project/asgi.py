"""What ASGI frameworks and their tools call things that decide what an application serves."""

from __future__ import annotations

#: Objects that hold routes and are included in applications.
ROUTERS = frozenset({
    "fastapi.APIRouter", "fastapi.routing.APIRouter", "starlette.routing.Router",
})
WEBSOCKET_METHODS = frozenset({
    "websocket", "websocket_route", "add_websocket_route", "add_api_websocket_route",
})
WEBSOCKET_ROUTES = frozenset({
    "starlette.routing.WebSocketRoute", "fastapi.routing.APIWebSocketRoute",
})
MOUNTS = frozenset({"starlette.routing.Mount", "starlette.routing.Host"})
#: Calls that an application can be handed to, and that give it no route of WebSockets.
USING = frozenset({
    "fastapi.testclient.TestClient", "starlette.testclient.TestClient", "httpx.ASGITransport",
    "httpx.AsyncClient", "httpx.Client", "mangum.Mangum", "asgi_lifespan.LifespanManager",
    "async_asgi_testclient.TestClient", "fastapi.openapi.utils.get_openapi",
})
BUILTINS = frozenset({"print", "isinstance", "type", "id", "repr", "str", "len", "vars", "dir"})
INCLUDING = frozenset({"include_router", "mount", "host"})

"""How servers and clients of WebSockets show in a file: names of frameworks and calls."""

from __future__ import annotations

import re

#: Parameter names that mean a connection where no annotation says what it is.
CONNECTION_NAME = re.compile(
    r"_?(?:(?:client|user|new|player|peer|admin|agent|device|raw|server|browser|remote|my)_?)?"
    r"(?:ws|websocket|web_socket|websock)(?:_?(?:conn|connection|client|obj|object))?",
    re.IGNORECASE)
#: Methods of a connection that only the server's end calls, or that send and receive.
CONNECTION_CALLS = frozenset({
    "accept", "send_text", "send_json", "send_bytes", "send_str", "receive_text", "receive_json",
    "receive_bytes", "receive_str", "iter_text", "iter_json", "iter_bytes", "write_message",
})
#: Calls that open the client's end.
CLIENT_CALLS = frozenset({"ws_connect", "WebSocketApp", "create_connection",
                          "websocket_connect", "websocket_client", "connect_async", "aconnect_ws"})
#: Packages whose import says that the file holds a server.
SERVER_PACKAGES = frozenset({
    "fastapi", "starlette", "sanic", "quart", "litestar", "channels", "flask_sock",
    "flask_sockets", "falcon", "robyn", "blacksheep", "simple_websocket", "tornado",
    "simple_websocket_server", "SimpleWebSocketServer", "geventwebsocket", "autobahn",
    "trio_websocket", "uvicorn", "hypercorn", "bottle_websocket", "socketify", "microdot",
})
#: Names whose use says the same: of websockets and aiohttp.
SERVER_NAMES = frozenset({
    "serve", "unix_serve", "ServerConnection", "WebSocketServerProtocol", "WebSocketResponse",
    "WebSocketServer",
})
#: Calls whose first argument is a connection handler.
SERVE_CALLS = frozenset({"serve", "unix_serve", "serve_websocket"})
#: Calls that route requests to one.
ROUTE_CALLS = frozenset({"WebSocketRoute", "add_api_websocket_route", "add_websocket_route"})
#: Classes, by name, whose instances are the application: what they hold is scoped to it.
APPLICATION = re.compile(
    r"(?:^|[a-z])(?:FastAPI|Starlette|Litestar|Application|Flask|Quart|Sanic|Robyn|BlackSheep|"
    r"NiceGUI|App|API)$")
#: Attributes in which frameworks keep application-scoped objects.
APPLICATION_ATTRIBUTES = frozenset({
    "state", "ctx", "app", "application", "request", "extensions", "settings", "scope",
    "config", "shared_ctx",
})

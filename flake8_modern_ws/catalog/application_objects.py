"""Where each library has objects that live as long as the application, in place of a global.

Sources: Starlette, "Lifespan"; Litestar, "Application state"; aiohttp, "Data Sharing aka No
Singletons Please"; Sanic, "Application context"; Tornado, ``RequestHandler.initialize``;
websockets, "FAQ: server side", on arguments of the connection handler.
"""

from __future__ import annotations

_LIFESPAN = "Build it in the application's lifespan and inject it"

#: What to do, by the library; of several that a file imports, the first counts.
HOMES: dict[str, str] = {
    "fastapi": _LIFESPAN,
    "starlette": _LIFESPAN,
    "litestar": _LIFESPAN,
    "aiohttp": "Build it in the application's cleanup context and keep it in app[key]",
    "sanic": "Build it in a before_server_start listener and keep it in app.ctx",
    "tornado": "Build it beside the Application and give it to the handlers' initialize()",
    "websockets": "Build it where serve() is called and bind it to the handler with partial()",
}
#: What to do where none of them is imported.
ANYWHERE = "Build it where the application starts and hand it on"

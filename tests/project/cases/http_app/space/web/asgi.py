from starlette.applications import Starlette
from starlette.routing import Mount, Route

from .more import routes

app = Starlette(routes=[Route("/", print), Mount("/more", routes=routes)])
listed = Starlette(routes=routes)

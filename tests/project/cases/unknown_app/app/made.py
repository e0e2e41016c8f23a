from elsewhere import create, install, router
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from socketio import ASGIApp, AsyncServer

from . import both, functions

foreign = create()
routed = FastAPI()
routed.include_router(router)
mounted = FastAPI()
mounted.mount("/ws", ASGIApp(AsyncServer()))
wrapped = ASGIApp(AsyncServer(), FastAPI())
installed = FastAPI()
install(installed)
listed = FastAPI()
listed.router.routes.append(print)
guarded = FastAPI()
guarded.add_middleware(functions.Guard)
given = FastAPI()
functions.keep(given)
several = FastAPI()
if several:
    several = FastAPI()
options = {}
spread = FastAPI(**options)
both_routed = FastAPI()
both_routed.include_router(both.router)
looped = FastAPI()
for item in [APIRouter(), *both.routers]:
    looped.include_router(item)
handed = FastAPI()
everything = [handed]
inside = Starlette(routes=functions.ROUTES)
starred = FastAPI()
rebound = FastAPI()
grown = FastAPI()
GROWN = [APIRouter()]
for item in GROWN:
    grown.include_router(item)
passed = FastAPI()
PASSED = [passed]
create(PASSED)
lived = FastAPI(lifespan=functions.keep)
computed = FastAPI(lifespan=create(1))
CHAIN = [functions.Guard]
chained = FastAPI(middleware=CHAIN)


class Application(FastAPI):
    pass


own = Application()


async def later():
    return FastAPI()


def sometimes(flag):
    if flag:
        return create()
    return FastAPI()

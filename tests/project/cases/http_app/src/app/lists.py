from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from .middleware import Timing
from .routers import items, users

MIDDLEWARE = [Middleware(CORSMiddleware, allow_origins=["*"]), Middleware(Timing)]
ROUTERS = [items.router, users.router]


@asynccontextmanager
async def lifespan(application):
    application.state.ready = True
    yield


app = FastAPI(middleware=MIDDLEWARE, lifespan=lifespan)

for router in ROUTERS:
    app.include_router(router)

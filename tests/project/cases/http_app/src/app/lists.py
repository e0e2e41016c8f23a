from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from .middleware import Timing
from .routers import items, users

MIDDLEWARE = [Middleware(CORSMiddleware, allow_origins=["*"]), Middleware(Timing)]
ROUTERS = [items.router, users.router]

app = FastAPI(middleware=MIDDLEWARE)

for router in ROUTERS:
    app.include_router(router)

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from .middleware import Timing
from .routers import items, users
from .routers.users import router as people
from .setup import configure, handlers

app = FastAPI(title="x", lifespan=None)
app.add_middleware(Timing)
app.include_router(items.router, prefix="/items")
app.include_router(router=people)
for router in (items.router, users.router):
    app.include_router(router)
app.mount("/static", StaticFiles(directory="static"))
configure(app)
handlers(application=app)


@app.get("/")
async def index():
    return {}


def create_app():
    made = FastAPI()
    made.include_router(items.router)
    return made


application = create_app()

from fastapi import FastAPI

from .routers import outer

app = FastAPI()
app.include_router(outer.router)

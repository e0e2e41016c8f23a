import subprocess
import sys

import uvicorn
from space.web import asgi

import app.plain
from app.main import app as imported, create_app

uvicorn.run("app.main:app")  # alone: WS501@1 WS502@1 # ok: routes of HTTP alone
uvicorn.run("app.main:application")  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run("app.main:create_app", factory=True)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run(create_app, factory=True)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run(imported)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run(create_app())  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.Config(asgi.app)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.Config(asgi.listed)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run(app.plain.app)  # alone: WS501@1 WS502@1 # ok: as above
uvicorn.run("app.lists:app")  # alone: WS501@1 WS502@1 # ok: as above
subprocess.run([sys.executable, "-m", "uvicorn", "app.main:app"])  # alone: WS501@1 WS502@1 # ok


def start(imported):
    uvicorn.run(app.main.create_app)  # expect: WS501@5 WS502@5

import uvicorn
from app import nested

uvicorn.run("app.nested:app")  # expect: WS501@1 WS502@1
uvicorn.run(nested.app)  # expect: WS501@1 WS502@1
uvicorn.run("app.main:app", ws="none")  # ok: stated
uvicorn.run("app.main:app", ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=1024)  # ok: stated

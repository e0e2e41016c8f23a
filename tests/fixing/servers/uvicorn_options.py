# left: WS521 unverified
import uvicorn

uvicorn.run("app:app")
uvicorn.run(
    "app:app",
    host="",
    ws_ping_interval=None,
    ws_ping_timeout=20,
    ws_max_size=1024 ** 4,  # large
)
uvicorn.run("app:app", ws="websockets", ws_ping_interval=0, ws_ping_timeout=5, ws_max_size=None, ws_max_queue=None)
config = uvicorn.Config("app:app", ws_max_size=2 ** 20, ws_ping_interval=20)
uvicorn.run("app:app", **options)

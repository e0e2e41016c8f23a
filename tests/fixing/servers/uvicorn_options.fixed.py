# left: WS521 unverified
import uvicorn

uvicorn.run("app:app",
            ws_ping_interval=20.0,
            ws_ping_timeout=20.0,
            ws_max_size=16 * 1024 * 1024)
uvicorn.run(
    "app:app",
    host="",
    ws_ping_interval=20.0,
    ws_ping_timeout=20,
    ws_max_size=16 * 1024 * 1024,  # large
)
uvicorn.run("app:app", ws="websockets", ws_ping_interval=20.0, ws_ping_timeout=5, ws_max_size=16 * 1024 * 1024, ws_max_queue=32)
config = uvicorn.Config("app:app", ws_max_size=2 ** 20, ws_ping_interval=20, ws_ping_timeout=20.0)
uvicorn.run("app:app", **options)

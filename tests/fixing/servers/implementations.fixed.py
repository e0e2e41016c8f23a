import uvicorn

uvicorn.run("app:app", ws="auto", ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=65536)
uvicorn.run("app:app", **{"ws": "auto", "ws_ping_interval": 20.0, "ws_ping_timeout": 20.0, "ws_max_size": 65536})
uvicorn.run("app:app", ws="wsproto", ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=65536)

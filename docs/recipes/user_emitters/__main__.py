import uvicorn

uvicorn.run(
    "user_emitters.app:create_app", factory=True, port=8000,
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024)

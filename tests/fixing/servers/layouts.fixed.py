"""Additions in the layout of the call; lines that get long are broken below the bracket."""
import uvicorn

uvicorn.run(
    "a:a",
    host="localhost",  # here
    port=80,  # web
    ws_ping_interval=20.0,
    ws_ping_timeout=20.0,
    ws_max_size=16 * 1024 * 1024
)
uvicorn.run("a:a", host="localhost", port=80,
            ws_ping_interval=20.0,
            ws_ping_timeout=20.0,
            ws_max_size=16 * 1024 * 1024)
uvicorn.run("a:a", port=80, ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024)  # noqa: E501
if uvicorn:
	uvicorn.run("a:a", host="localhost", port=80,
	            ws_ping_interval=20.0,
	            ws_ping_timeout=20.0,
	            ws_max_size=16 * 1024 * 1024)
uvicorn.run("a:a", log_config={
    "version": 1,
}, ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024)
config = uvicorn.Config("a:a", ws_max_size=1024)
config.ws_ping_interval = 20.0
config.ws_ping_timeout = 20.0

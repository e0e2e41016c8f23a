"""Additions in the layout of the call; lines that get long are broken below the bracket."""
import uvicorn

uvicorn.run(
    "a:a",
    host="localhost",  # here
    port=80  # web
)
uvicorn.run("a:a", host="localhost", port=80)
uvicorn.run("a:a", port=80)  # noqa: E501
if uvicorn:
	uvicorn.run("a:a", host="localhost", port=80)
uvicorn.run("a:a", log_config={
    "version": 1,
})
config = uvicorn.Config("a:a", ws_max_size=1024)
config.ws_ping_interval = None
config.ws_ping_timeout = 20.0

# left: WS517 other-uses
# setting: ignore = WS511,WS512,WS513,WS514,WS521
"""An option that the program looks up by its wrong name keeps it."""
import uvicorn

FIRST = {"ws_ping_timeouts": 3}
SECOND = {"ws_max_sizes": 3}
THIRD = {}
THIRD["ws_max_sizes"] = 3

print(FIRST["ws_ping_timeouts"])
uvicorn.run("app:app", **FIRST)
uvicorn.run("app:app", **SECOND)
uvicorn.run("app:app", **THIRD)

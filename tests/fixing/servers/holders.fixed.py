# left: WS501 not-literal
# left: WS502 not-literal
# left: WS511 not-literal
"""Calls and dictionaries that can take further options."""
import asyncio
import functools
import multiprocessing as mp
import threading

import uvicorn
from uvicorn.workers import UvicornWorker

OPTIONS = {
    'host': "0.0.0.0",
    'ws_ping_interval': 20.0,
}
EMPTY = {}


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "loop": "asyncio",
        "ws_ping_interval": 20.0,
        "ws_max_size": 16 * 1024 * 1024,
        "ws_ping_timeout": 20.0,
    }


class Plain(UvicornWorker):
    CONFIG_KWARGS = {"ws_ping_interval": 20.0,
                     "ws_ping_timeout": 20.0,
                     "ws_max_size": 16 * 1024 * 1024}


async def main():
    await asyncio.to_thread(uvicorn.run, "app:app", ws_ping_timeout=20.0,
                            ws_ping_interval=20.0,
                            ws_max_size=16 * 1024 * 1024)
    uvicorn.run("app:app", **OPTIONS, ws_max_size=16 * 1024 * 1024, ws_ping_timeout=20.0)
    uvicorn.run("app:app", **EMPTY,
                ws_ping_interval=20.0,
                ws_ping_timeout=20.0,
                ws_max_size=16 * 1024 * 1024)
    mp.Process(target=uvicorn.run, kwargs=dict(app="app:app", ws_max_size=1,
                                               ws_ping_interval=20.0,
                                               ws_ping_timeout=20.0))
    mp.Process(target=uvicorn.run, args=("app:app",), kwargs={"ws_max_size": 16 * 1024 * 1024,
                                                              "ws_ping_interval": 20.0,
                                                              "ws_ping_timeout": 20.0})
    threading.Thread(target=uvicorn.run, args=("app:app",))
    start = functools.partial(uvicorn.run, "app:app", ws_per_message_deflate=False, ws_ping_interval=20.0,
                              ws_ping_timeout=20.0,
                              ws_max_size=16 * 1024 * 1024)
    start(port=80)
    OPTIONS["ws_max_size"] = 0


def configured(settings, **options):
    config = uvicorn.Config("app:app", ws_ping_intervall=20.0, ws_ping_interval=15, ws_ping_timeout=9, ws_max_size=1)
    print(config)
    uvicorn.run(
        "app:app",
        ws_ping_timeout=5,
        ws_ping_interval="fast",
        ws_max_size=1024,
    )
    uvicorn.run("app:app", ws_ping_interval=None if settings else 0, ws_ping_timeout=3, ws_max_size=9)
    uvicorn.run("app:app", **options)

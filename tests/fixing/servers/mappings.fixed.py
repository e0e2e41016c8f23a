# left: WS501 not-literal
# left: WS502 not-literal
# left: WS511 not-literal
import os
import threading
from multiprocessing import Process

import uvicorn
from uvicorn.workers import UvicornWorker

OFF = None
options = {"port": 80, "ws_ping_interval": 20.0, "ws_ping_timeout": 20.0}  # by hand
options["ws_max_size"] = 16 * 1024 * 1024
uvicorn.run("app:app", **options)

threading.Thread(target=uvicorn.run, args=("app:app",), kwargs={"port": 80, "ws_max_size": 16 * 1024 * 1024,
                                                                "ws_ping_interval": 20.0,
                                                                "ws_ping_timeout": 20.0}).start()
Process(target=uvicorn.run, args=("app:app",)).start()
threading.Thread(target=uvicorn.run, args=["app:app"], kwargs={**os.environ})


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "loop": "asyncio",
        "ws_ping_interval": 20.0,  # none
        "ws_max_size": 16 * 1024 * 1024,
        "ws_ping_timeout": 20.0,
    }


class Short(UvicornWorker):
    CONFIG_KWARGS: dict = {"ws_ping_interval": 20.0,
                           "ws_ping_timeout": 20.0,
                           "ws_max_size": 16 * 1024 * 1024}


class Called(UvicornWorker):
    CONFIG_KWARGS = dict(ws_max_size=16 * 1024 * 1024, ws_ping_interval=20.0, ws_ping_timeout=20.0)


class Shared(UvicornWorker):
    CONFIG_KWARGS = {**{"loop": "auto"},
                     "ws_ping_interval": 20.0,
                     "ws_ping_timeout": 20.0,
                     "ws_max_size": 16 * 1024 * 1024}


class Named(UvicornWorker):
    CONFIG_KWARGS = {"ws_ping_interval": OFF, "ws_ping_timeout": 20, "ws_max_size": 2**20}

from .made import rebound as other
from .made import *

try:
    from .made import rebound
except ImportError:
    rebound = None or print

rebound.websocket("/")
starred.router.websocket_route("/")(print)

from . import made

made.GROWN.append(other)

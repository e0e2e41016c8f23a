# same: what is read of the module later is not known
# left: WS105 other-uses
# left: WS105 other-uses
import importlib


class Library:
    module = importlib.import_module("websockets.legacy.server")

    def __init__(self):
        self.client = importlib.import_module("websockets.legacy.client")

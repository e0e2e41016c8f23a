# same: the module of the string goes where this name is not
# left: WS105 several-meanings
# left: WS101 not-literal
import importlib

Headers = importlib.import_module("websockets.legacy.server").Headers

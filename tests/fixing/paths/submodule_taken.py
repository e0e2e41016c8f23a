# same
# left: WS109 name-taken
"""The import of the submodule would bind a name that the file uses for something else."""
import websockets as library

websockets = library.__version__


def close():
    return library.frames.Close, websockets

from .modern import dial
from .modern import dial as counted
from .modern import dial as removed
from .modern import dial as looped
from .modern import dial as reset


def dial(uri, extra_headers=None):
    return counted(uri)


counted += 1
del removed
for looped in (1, 2):
    pass


def forget():
    global reset
    reset = print

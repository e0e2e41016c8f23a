from .modern import *
from .legacy import *

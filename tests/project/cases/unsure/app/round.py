from .circle import *
from .circle import second as first

from .modern import *
from nowhere import *

from .compat import *
from .listed import *

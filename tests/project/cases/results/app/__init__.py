from .sockets import *

from websockets import connect as dial

from .a import connect_b as connect

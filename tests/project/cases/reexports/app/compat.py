import websockets
from websockets import connect as dial

open_connection = websockets.connect
_private = websockets.connect

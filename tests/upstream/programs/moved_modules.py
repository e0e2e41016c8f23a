import websockets
import websockets.http
from websockets.connection import State
from websockets.frames import OP_BINARY, OP_TEXT, Frame
from websockets.http import Headers
from websockets.client import ClientConnection
from websockets.server import ServerConnection

headers = websockets.http.Headers([("A", "b")])
headers["C"] = "d"
print(headers == Headers({"A": "b", "C": "d"}), State.OPEN.name)
print(Frame(OP_TEXT, b"x").opcode.name, int(OP_BINARY))
print(websockets.parse_uri("ws://localhost/x").port)
client = ClientConnection(websockets.parse_uri("ws://localhost/"))
print(client.state.name, ServerConnection().side.name)

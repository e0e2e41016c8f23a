# setting: websockets = >=13.0
# left: WS304 below-minimum
"""Connections of the threading implementation have a state since 14.1."""
from websockets.sync.client import connect

with connect("ws://localhost") as ws:
    print(ws.open, ws.request.path)

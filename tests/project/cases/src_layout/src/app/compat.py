from websockets.legacy.client import WebSocketClientProtocol, connect as dial  # expect: WS101@38 WS101@63

class JoinRequest:
    def __init__(self, websocket):
        self.host = websocket.client.host

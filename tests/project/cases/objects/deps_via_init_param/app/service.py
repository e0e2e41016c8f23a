from app.client import Client


class Service:
    def __init__(self, client: Client):
        self.client = client
    def ready(self):
        return self.client.ws.open  # expect: WS304@16

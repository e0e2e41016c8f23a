import json

from websockets.asyncio.client import ClientConnection, connect


class Client(ClientConnection):
    """Speaks JSON."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sent = 0

    async def send(self, data):
        self.sent += 1
        await super().send(json.dumps(data))

    async def ask(self, data):
        await self.send(data)
        return json.loads(await self.recv())


async def main(uri):
    async with connect(uri, create_connection=Client) as client:
        assert isinstance(client, Client)
        return await client.ask([1])

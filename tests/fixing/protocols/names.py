# same
# left: WS101 partial-file
# left: WS101 partial-file
# left: WS308 name-taken
# left: WS308 partial-file
from websockets.legacy.client import WebSocketClientProtocol, connect


class Client(WebSocketClientProtocol):
    async def request(self, text):
        await self.send(text)


async def main(uri):
    return await connect(uri, create_protocol=Client)

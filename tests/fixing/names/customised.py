# same
# left: WS101 other-uses
# left: WS101 partial-file
"""A class that calls what only the legacy class has inside."""
from websockets.legacy.client import Connect, WebSocketClientProtocol


class Through(Connect):
    async def _impl(self) -> WebSocketClientProtocol:
        return await self.__await_impl__()

    def __await__(self):
        return self._impl().__await__()

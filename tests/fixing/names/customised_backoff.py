# same
# left: WS101 other-uses
# left: WS101 partial-file
"""A method that is put into the legacy class."""
import websockets.legacy.client


async def retry(self):
    yield self.BACKOFF_MIN


websockets.legacy.client.Connect.__aiter__ = retry

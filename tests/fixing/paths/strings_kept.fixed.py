# left: WS105 not-literal
"""One of the strings is not written out: the others stay with it."""
from unittest import mock

TARGET = "websockets.legacy.client.connect"


@mock.patch("websockets.asyncio.server.serve")
def test_patched(serve):
    with mock.patch(TARGET) as dial:
        assert dial, serve

from unittest.mock import AsyncMock
from helpers import send


async def test_send():
    await send(AsyncMock(), "x")

from app.compat import dial


async def test_dial():
    async with dial("x") as ws:
        assert ws.open  # expect: WS304@16

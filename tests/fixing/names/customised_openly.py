from websockets.legacy.client import Connect


class Counting(Connect):
    def __init__(self, uri, **options):
        self._made = 0
        super().__init__(uri, **options)

    async def __aenter__(self):
        self._made += 1
        return await super().__aenter__()

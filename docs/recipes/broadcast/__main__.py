import asyncio

from .server import serve


async def main() -> None:
    async with serve("localhost", 8000) as server:
        await server.serve_forever()


asyncio.run(main())

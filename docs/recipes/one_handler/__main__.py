import asyncio

import uvicorn

from .fastapi_server import create_app
from .handler import Users
from .websockets_server import serve


async def main() -> None:
    users = Users()
    config = uvicorn.Config(
        create_app(users), port=8000,
        ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024)
    async with serve(users, "localhost", 8001):
        await uvicorn.Server(config).serve()


asyncio.run(main())

import asyncio
from contextlib import asynccontextmanager

import websockets
from websockets.legacy.client import WebSocketClientProtocol, connect  # expect: WS101@38 WS101@63

from .feeds import open_feed


async def open_socket():
    return await websockets.connect("x")


async def annotated() -> WebSocketClientProtocol:
    return await connect("x")


def connecting(uri):
    return websockets.connect(uri)


@asynccontextmanager
async def session():
    async with websockets.connect("x") as ws:
        yield ws


async def pair():
    return await websockets.connect("x"), 1


async def either(fast):
    if fast:
        return await websockets.connect("x")
    return await open_feed("x")


async def message():
    return await (await websockets.connect("x")).recv()


async def overridden():
    return await websockets.connect("x")


async def overridden():
    return open("x")

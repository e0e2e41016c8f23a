"""Broadcast by room, with websockets alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from broadcast.server import serve
from websockets.asyncio.client import ClientConnection

from .running import connect, run, until


@asynccontextmanager
async def running() -> AsyncIterator[str]:
    async with serve("127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


async def counts(client: ClientConnection, number: int) -> bool:
    """Whether the server sees that many in the client's room."""
    await client.send("who?")
    return await client.recv() == str(number)


def test_a_room_hears_its_own_messages_alone() -> None:
    async def test() -> None:
        async with (
            running() as address,
            connect(f"{address}/rooms/tea") as ann,
            connect(f"{address}/rooms/tea") as bob,
            connect(f"{address}/rooms/chess") as eve,
        ):
            await until(lambda: counts(ann, 2))
            await ann.send("milk?")
            assert await ann.recv() == await bob.recv() == "milk?"
            await eve.send("check")
            assert await eve.recv() == "check"

    run(test)


def test_a_disconnect_leaves_the_others_served() -> None:
    async def test() -> None:
        async with (
            running() as address,
            connect(f"{address}/rooms/tea") as ann,
            connect(f"{address}/rooms/tea") as bob,
        ):
            await until(lambda: counts(ann, 2))
            await bob.close()
            await until(lambda: counts(ann, 1))
            await ann.send("anybody?")
            assert await ann.recv() == "anybody?"

    run(test)

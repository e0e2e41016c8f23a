"""Two workers and a broker."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from several_workers.broker import BrokerServer
from several_workers.worker import create_app
from websockets.asyncio.client import ClientConnection

from .running import connect, received, run, send, uvicorn_server


@asynccontextmanager
async def workers() -> AsyncIterator[tuple[str, str]]:
    broker = await BrokerServer().start("127.0.0.1", 0)
    port = broker.sockets[0].getsockname()[1]
    async with (
        broker,
        uvicorn_server(create_app("127.0.0.1", port)) as one,
        uvicorn_server(create_app("127.0.0.1", port)) as other,
    ):
        yield one, other


async def greet(client: ClientConnection, user: str) -> None:
    """A round trip through the broker: from now on the user's worker knows the user."""
    await send(client, to=user, text="here")
    assert await received(client) == {"from": user, "text": "here"}


def test_an_event_reaches_its_user_on_the_other_worker_and_nobody_else() -> None:
    async def test() -> None:
        async with (
            workers() as (one, other),
            connect(f"{one}/users/ann") as ann,
            connect(f"{other}/users/bob") as bob,
            connect(f"{other}/users/eve") as eve,
        ):
            for client, user in ((ann, "ann"), (bob, "bob"), (eve, "eve")):
                await greet(client, user)
            await send(ann, to="bob", text="for bob")
            assert await received(bob) == {"from": "ann", "text": "for bob"}
            await send(bob, to="ann", text="for ann")
            assert await received(ann) == {"from": "bob", "text": "for ann"}
            await send(ann, to="eve", text="for eve")
            assert await received(eve) == {"from": "ann", "text": "for eve"}

    run(test)


def test_a_disconnect_leaves_the_others_served() -> None:
    async def test() -> None:
        async with (
            workers() as (one, other),
            connect(f"{one}/users/ann") as ann,
            connect(f"{other}/users/bob") as bob,
        ):
            await greet(bob, "bob")
            async with connect(f"{other}/users/eve") as eve:
                await greet(eve, "eve")
            await send(ann, to="eve", text="lost")
            await send(ann, to="bob", text="kept")
            assert await received(bob) == {"from": "ann", "text": "kept"}

    run(test)

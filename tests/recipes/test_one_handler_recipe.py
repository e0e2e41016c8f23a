"""One handler, served by FastAPI and by websockets at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from one_handler.fastapi_server import create_app
from one_handler.handler import Users
from one_handler.websockets_server import serve

from .running import connect, is_open, received, run, send, until, uvicorn_server


@asynccontextmanager
async def both() -> AsyncIterator[dict[str, str]]:
    users = Users()
    async with (
        uvicorn_server(create_app(users)) as fastapi,
        serve(users, "127.0.0.1", 0) as server,
    ):
        port = next(iter(server.sockets)).getsockname()[1]
        yield {"fastapi": fastapi, "websockets": f"ws://127.0.0.1:{port}"}


PAIRS = [("fastapi", "websockets"), ("websockets", "fastapi"),
         ("fastapi", "fastapi"), ("websockets", "websockets")]


@pytest.mark.parametrize(("ann_at", "bob_at"), PAIRS)
def test_messages_pass_in_both_directions_and_to_nobody_else(ann_at: str, bob_at: str) -> None:
    async def test() -> None:
        async with (
            both() as addresses,
            connect(f"{addresses[ann_at]}/users/ann") as ann,
            connect(f"{addresses[bob_at]}/users/bob") as bob,
            connect(f"{addresses[ann_at]}/users/eve") as eve,
        ):
            assert await is_open(ann, "ann")
            assert await is_open(bob, "bob")
            assert await is_open(eve, "eve")
            await send(ann, to="bob", text="for bob")
            assert await received(bob) == {"from": "ann", "text": "for bob"}
            await send(bob, to="ann", text="for ann")
            assert await received(ann) == {"from": "bob", "text": "for ann"}
            await send(eve, to="eve", text="for eve")
            assert await received(eve) == {"from": "eve", "text": "for eve"}

    run(test)


@pytest.mark.parametrize(("ann_at", "bob_at"), PAIRS)
def test_a_connection_is_open_until_it_is_closed(ann_at: str, bob_at: str) -> None:
    async def test() -> None:
        async with (
            both() as addresses,
            connect(f"{addresses[ann_at]}/users/ann") as ann,
        ):
            assert not await is_open(ann, "bob")
            async with connect(f"{addresses[bob_at]}/users/bob") as bob:
                assert await is_open(bob, "bob")
                assert await is_open(ann, "bob")

            async def bob_is_gone() -> bool:
                return not await is_open(ann, "bob")

            await until(bob_is_gone)
            assert await is_open(ann, "ann")

    run(test)

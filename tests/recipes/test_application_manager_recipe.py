"""The manager that the application owns."""

from __future__ import annotations

from application_manager.app import create_app

from .running import connect, is_open, received, run, send, until, uvicorn_server


def test_nobody_sees_an_event_of_another_user() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
            connect(f"{address}/users/bob") as bob,
        ):
            assert await is_open(ann, "ann")
            assert await is_open(bob, "bob")
            await send(ann, to="bob", text="for bob")
            assert await received(bob) == {"from": "ann", "text": "for bob"}
            await send(bob, to="ann", text="for ann")
            # Had the first event gone to both, it would be the next that ann receives.
            assert await received(ann) == {"from": "bob", "text": "for ann"}

    run(test)


def test_all_connections_of_a_user_get_an_event() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
            connect(f"{address}/users/ann") as again,
        ):
            assert await is_open(ann, "ann")
            assert await is_open(again, "ann")
            await send(ann, to="ann", text="note")
            assert await received(ann) == await received(again) == {"from": "ann", "text": "note"}

    run(test)


def test_an_open_connection_is_reported_open_until_it_is_closed() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
        ):
            assert not await is_open(ann, "bob")
            async with connect(f"{address}/users/bob") as bob:
                assert await is_open(bob, "bob")
                assert await is_open(ann, "bob")

            async def bob_is_gone() -> bool:
                return not await is_open(ann, "bob")

            await until(bob_is_gone)
            assert await is_open(ann, "ann")

    run(test)


def test_a_disconnect_leaves_the_others_served() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
            connect(f"{address}/users/eve") as eve,
        ):
            assert await is_open(eve, "eve")
            async with connect(f"{address}/users/bob") as bob:
                assert await is_open(bob, "bob")
            await send(ann, to="bob", text="lost")
            await send(ann, to="eve", text="kept")
            assert await received(eve) == {"from": "ann", "text": "kept"}

    run(test)


def test_two_applications_share_nothing() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as one,
            uvicorn_server(create_app()) as other,
            connect(f"{one}/users/ann") as ann,
            connect(f"{other}/users/bob") as bob,
        ):
            assert not await is_open(ann, "bob")
            assert await is_open(bob, "bob")

    run(test)

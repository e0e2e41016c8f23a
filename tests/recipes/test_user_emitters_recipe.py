"""An emitter for each user, over one transport."""

from __future__ import annotations

from user_emitters.app import create_app

from .running import connect, received, run, until, uvicorn_server


def test_each_user_sees_their_own_jobs_alone() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
            connect(f"{address}/users/bob") as bob,
        ):
            await ann.send("report")
            await bob.send("backup")
            assert await received(ann) == {"kind": "started", "job": "report"}
            assert await received(ann) == {"kind": "done", "job": "report"}
            assert await received(bob) == {"kind": "started", "job": "backup"}
            assert await received(bob) == {"kind": "done", "job": "backup"}

    run(test)


def test_the_transport_knows_who_is_connected() -> None:
    async def test() -> None:
        app = create_app()
        async with (
            uvicorn_server(app) as address,
            connect(f"{address}/users/ann") as ann,
        ):
            async with connect(f"{address}/users/bob") as bob:
                await bob.send("backup")
                assert (await received(bob))["kind"] == "started"
                assert app.state.transport.users() == {"ann", "bob"}

            async def bob_is_gone() -> bool:
                await ann.send("tick")
                assert (await received(ann))["kind"] == "started"
                assert (await received(ann))["kind"] == "done"
                return app.state.transport.users() == {"ann"}

            await until(bob_is_gone)

    run(test)


def test_a_disconnect_leaves_the_others_served() -> None:
    async def test() -> None:
        async with (
            uvicorn_server(create_app()) as address,
            connect(f"{address}/users/ann") as ann,
            connect(f"{address}/users/ann") as again,
        ):
            await again.send("first")
            assert (await received(again))["job"] == "first"
            assert (await received(ann))["job"] == "first"
            await again.close()
            assert (await received(ann))["kind"] == "done"
            await ann.send("second")
            assert await received(ann) == {"kind": "started", "job": "second"}

    run(test)

import asyncio

import websockets


async def check(username, password):
    return username == "ann" and password == "secret"


async def handler(ws):
    await ws.send(f"hello {ws.username}")


async def attempt(uri):
    try:
        async with websockets.connect(uri) as ws:
            print(await ws.recv())
    except websockets.InvalidStatusCode as exc:
        print(exc.status_code, exc.headers["WWW-Authenticate"])


async def main():
    factory = websockets.basic_auth_protocol_factory(realm="here", check_credentials=check)
    async with websockets.serve(handler, "127.0.0.1", 0, create_protocol=factory) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt(f"ws://ann:secret@127.0.0.1:{port}/")
        await attempt(f"ws://ann:wrong@127.0.0.1:{port}/")
    async with websockets.serve(
        handler, "127.0.0.1", 0,
        create_protocol=websockets.basic_auth_protocol_factory(
            realm="there", credentials=[("bob", "x"), ("eve", "y")]),
    ) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt(f"ws://eve:y@127.0.0.1:{port}/")
        await attempt(f"ws://127.0.0.1:{port}/")


asyncio.run(main())

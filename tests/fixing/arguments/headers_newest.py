"""Every supported release sends a User-Agent among the headers once."""

import websockets


async def handler(websocket):
    await websocket.send("x")


async def main(uri, token, agent, make):
    async with websockets.connect(uri, extra_headers={"User-Agent": agent, "Authorization": f"Bearer {token}"}) as one:
        print(one)
    async with websockets.connect(
        uri,
        extra_headers=[
            ("Authorization", token),
            ("user-agent", "me/1"),  # who we are
        ],
        timeout=3,
    ) as two:
        print(two)
    async with websockets.connect(uri, extra_headers=(("User-Agent", agent), ("A", "b"))) as three:
        print(three)
    async with websockets.connect(uri, extra_headers={"User-Agent": make(), "A": "b"}) as four:
        print(four)
    async with websockets.connect(uri, user_agent_header=None, extra_headers={"User-Agent": "a", "A": "b"}) as five:
        print(five)
    async with websockets.connect(uri, extra_headers={**make(), "User-Agent": "a", "A": "b"}) as six:
        print(six)
    async with websockets.serve(handler, "", 1, extra_headers={"Server": "demo", "X-A": "a"}) as seven:
        print(seven)
    async with websockets.serve(
        handler, "", 1,
        extra_headers=[
            ("X-A", "a"),
            ("Server", "demo"),
        ],
    ) as eight:
        print(eight)
    async with websockets.connect(uri, extra_headers=[
        ("Authorization", token),
        ("User-Agent", "x")]) as nine:
        print(nine)

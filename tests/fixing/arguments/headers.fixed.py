# left: WS301 manual
# left: WS301 name-taken
# left: WS301 not-literal
# setting: websockets = >=14
import websockets


async def handler(websocket):
    await websocket.send("x")


async def main(uri, token, agent, make):
    async with websockets.connect(uri, user_agent_header=agent, additional_headers={"Authorization": f"Bearer {token}"}) as one:
        print(one)
    async with websockets.connect(
        uri,
        user_agent_header="me/1",
        additional_headers=[
            ("Authorization", token),
            # who we are
        ],
        close_timeout=3,
    ) as two:
        print(two)
    async with websockets.connect(uri, extra_headers=(("User-Agent", agent), ("A", "b"))) as three:
        print(three)
    async with websockets.connect(uri, extra_headers={"User-Agent": make(), "A": "b"}) as four:
        print(four)
    async with websockets.connect(uri, user_agent_header=None, extra_headers={"User-Agent": "a", "A": "b"}) as five:
        print(five)
    async with websockets.connect(uri, user_agent_header="a", additional_headers={**make(), "A": "b"}) as six:
        print(six)
    async with websockets.serve(handler, "", 1, server_header="demo", process_response=lambda connection, request, response: response.headers.update({"X-A": "a"})) as seven:
        print(seven)
    async with websockets.serve(
        handler, "", 1,
        server_header="demo",
        process_response=lambda connection, request, response: response.headers.update([
            ("X-A", "a"),
        ]),
    ) as eight:
        print(eight)
    async with websockets.connect(uri, user_agent_header="x", additional_headers=[
        ("Authorization", token)]) as nine:
        print(nine)

# left: WS107 below-minimum
# left: WS203 partial-file
# left: WS301 below-minimum
# left: WS304 below-minimum
# left: WS305 partial-file
# setting: websockets = >=12
"""The lowest release has no other implementation: everything stays."""
from websockets import connect
from websockets.exceptions import InvalidStatusCode


async def main(uri):
    try:
        async with connect(uri, extra_headers={"A": "b"}) as websocket:
            print(websocket.open)
    except InvalidStatusCode as exc:
        print(exc.status_code)

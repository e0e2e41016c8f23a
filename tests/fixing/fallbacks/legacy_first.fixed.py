# setting: websockets = >=14
"""The first import that works is the one that counts, whatever stands below it."""
from websockets.asyncio.client import connect as dial  # type: ignore

try:
    from websockets.exceptions import InvalidStatus as Refused

    def status(error: Refused) -> int:
        return error.response.status_code

except ImportError:
    from websockets.exceptions import InvalidStatus as Refused

    def status(error: Refused) -> int:
        return error.response.status_code
from websockets.protocol import State


async def main(uri, headers):
    try:
        async with dial(uri, additional_headers=headers) as connection:
            print(connection.state is State.OPEN)
    except Refused as error:
        print(error.response.status_code, status(error))

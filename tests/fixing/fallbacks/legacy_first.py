# setting: websockets = >=14
"""The first import that works is the one that counts, whatever stands below it."""
try:
    from websockets.legacy.client import connect as dial  # type: ignore
except ImportError:
    from websockets import connect as dial  # type: ignore

try:
    from websockets.exceptions import InvalidStatusCode as Refused

    def status(error: Refused) -> int:
        return error.status_code

except ImportError:
    from websockets.exceptions import InvalidStatus as Refused

    def status(error: Refused) -> int:
        return error.response.status_code


async def main(uri, headers):
    try:
        async with dial(uri, extra_headers=headers) as connection:
            print(connection.open)
    except Refused as error:
        print(error.status_code, status(error))

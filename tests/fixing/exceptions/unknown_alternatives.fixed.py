# left: WS203 other-uses
# left: WS305 partial-file
"""What may be of another class too stays, and the name of the class with it."""
import requests
from websockets.exceptions import InvalidStatusCode


async def main(connection):
    try:
        await connection.recv()
    except (InvalidStatusCode, requests.HTTPError) as error:
        print(error.status_code)
    try:
        await connection.recv()
    except InvalidStatusCode as error:
        print(error.status_code)

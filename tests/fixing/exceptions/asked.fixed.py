# left: WS203 other-uses
"""What asks for the attribute by its name would get another answer."""
from websockets.exceptions import InvalidStatusCode


async def main(connection):
    try:
        await connection.recv()
    except InvalidStatusCode as error:
        print(getattr(error, "status_code", None))

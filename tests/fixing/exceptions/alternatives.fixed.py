"""Clauses that catch several exceptions: what only one of them has is that one's."""
import asyncio

from websockets.exceptions import ConnectionClosed, InvalidStatus

RETRIED = (InvalidStatus, OSError, asyncio.TimeoutError)


async def one(connection):
    try:
        await connection.recv()
    except (InvalidStatus, OSError) as error:
        print(error.response.status_code)


async def other(connection):
    try:
        await connection.recv()
    except (ConnectionClosed, InvalidStatus) as error:
        print(error.response.status_code, error.response.headers)
        print(error.rcvd.code if error.rcvd else 1006)


async def retry(connection):
    try:
        await connection.recv()
    except RETRIED as error:
        print(error.response.status_code)

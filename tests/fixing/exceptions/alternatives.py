"""Clauses that catch several exceptions: what only one of them has is that one's."""
import asyncio

from websockets.exceptions import ConnectionClosed, InvalidStatusCode

RETRIED = (InvalidStatusCode, OSError, asyncio.TimeoutError)


async def one(connection):
    try:
        await connection.recv()
    except (InvalidStatusCode, OSError) as error:
        print(error.status_code)


async def other(connection):
    try:
        await connection.recv()
    except (ConnectionClosed, InvalidStatusCode) as error:
        print(error.status_code, error.headers)
        print(error.code)


async def retry(connection):
    try:
        await connection.recv()
    except RETRIED as error:
        print(error.status_code)

import asyncio

import websockets
from websockets.exceptions import InvalidStatus, InvalidStatusCode

#: What is listed elsewhere keeps its length.
LISTED = (InvalidStatusCode, InvalidStatus)


async def main(uri):
    try:
        await websockets.connect(uri)
    except (InvalidStatusCode, InvalidStatus):
        print("refused")
    try:
        await websockets.connect(uri)
    except (OSError, websockets.InvalidStatusCode, asyncio.TimeoutError, websockets.InvalidStatus) as error:
        print(isinstance(error, (InvalidStatus, InvalidStatusCode)))
    try:
        await websockets.connect(uri)
    except (
        websockets.exceptions.InvalidStatus,
        OSError,  # no network
        websockets.exceptions.InvalidStatusCode,
    ):
        print("refused")
    try:
        await websockets.connect(uri)
    except (
        websockets.exceptions.InvalidStatus,  # new
        websockets.exceptions.InvalidStatusCode,  # old
    ):
        print("refused")
    try:
        await websockets.connect(uri)
    except (OSError, OSError, InvalidStatusCode):
        print("refused")

import asyncio

import websockets
from websockets.exceptions import InvalidStatus

#: What is listed elsewhere keeps its length.
LISTED = (InvalidStatus, InvalidStatus)


async def main(uri):
    try:
        await websockets.connect(uri)
    except InvalidStatus:
        print("refused")
    try:
        await websockets.connect(uri)
    except (OSError, websockets.InvalidStatus, asyncio.TimeoutError) as error:
        print(isinstance(error, InvalidStatus))
    try:
        await websockets.connect(uri)
    except (
        websockets.exceptions.InvalidStatus,
        OSError,  # no network
        websockets.InvalidStatus,
    ):
        print("refused")
    try:
        await websockets.connect(uri)
    except (
        websockets.exceptions.InvalidStatus,  # new
        websockets.InvalidStatus,  # old
    ):
        print("refused")
    try:
        await websockets.connect(uri)
    except (OSError, OSError, InvalidStatus):
        print("refused")

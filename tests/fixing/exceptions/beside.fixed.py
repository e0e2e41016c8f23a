import websockets
from websockets.exceptions import (
    ConnectionClosed,
    InvalidStatus,
)
from websockets.exceptions import InvalidStatus as Old, InvalidStatus as New

async def in_clauses_of_their_own():
    try:
        await websockets.connect("ws://localhost")
    except New as error:
        print("new", error.response.status_code)
    try:
        await websockets.connect("ws://localhost")
    except ConnectionClosed:
        pass
    except InvalidStatus:
        print("new")
    except OSError as error:
        print("old", error)
    else:
        print()
    try:
        await websockets.connect("ws://localhost")
    except (OSError, InvalidStatus): pass
    try:
        await websockets.connect("ws://localhost")
    # what is said stays
    # unauthorised
    except websockets.InvalidStatus as error:
        if error.response.status_code == 401:
            raise


async def not_beside():
    try:
        try:
            await websockets.connect("ws://localhost")
        except InvalidStatus as error:
            print(error.response.status_code)
    except InvalidStatus:
        print("outside")

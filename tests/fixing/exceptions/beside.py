import websockets
from websockets.exceptions import (
    ConnectionClosed,
    InvalidStatus,
    InvalidStatusCode,
)
from websockets.exceptions import InvalidStatusCode as Old, InvalidStatus as New

async def in_clauses_of_their_own():
    try:
        await websockets.connect("ws://localhost")
    except Old as error:
        print("old", error.status_code)
    except New as error:
        print("new", error.response.status_code)
    try:
        await websockets.connect("ws://localhost")
    except ConnectionClosed:
        pass
    except InvalidStatus:
        print("new")
    except (InvalidStatusCode, OSError) as error:
        print("old", error)
    else:
        print()
    try:
        await websockets.connect("ws://localhost")
    except InvalidStatusCode: raise
    except (OSError, InvalidStatus): pass
    try:
        await websockets.connect("ws://localhost")
    except InvalidStatusCode as error:
        # what is said stays
        if error.status_code == 401:  # unauthorised
            raise
    except websockets.InvalidStatus as error:
        if error.response.status_code == 401:
            raise


async def not_beside():
    try:
        try:
            await websockets.connect("ws://localhost")
        except InvalidStatusCode as error:
            print(error.status_code)
    except InvalidStatus:
        print("outside")

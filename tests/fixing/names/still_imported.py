"""Modules that keep their name while names in them change: their imports stay as they are."""
from unittest import mock

import websockets.exceptions
import websockets.exceptions as errors
from websockets import exceptions


def describe(error):
    if isinstance(error, websockets.exceptions.InvalidStatusCode):
        return "refused"
    if isinstance(error, (errors.InvalidStatusCode, errors.ConnectionClosed)):
        return "lost"
    return isinstance(error, exceptions.InvalidStatusCode), exceptions.InvalidURI


def local():
    import websockets.exceptions

    with mock.patch.object(websockets.exceptions, "InvalidStatusCode"):
        pass
    try:
        return None
    except websockets.exceptions.InvalidStatusCode as error:
        return error.status_code

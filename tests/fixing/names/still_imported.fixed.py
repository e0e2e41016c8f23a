"""Modules that keep their name while names in them change: their imports stay as they are."""
from unittest import mock

import websockets.exceptions
import websockets.exceptions as errors
from websockets import exceptions


def describe(error):
    if isinstance(error, websockets.exceptions.InvalidStatus):
        return "refused"
    if isinstance(error, (errors.InvalidStatus, errors.ConnectionClosed)):
        return "lost"
    return isinstance(error, exceptions.InvalidStatus), exceptions.InvalidURI


def local():
    import websockets.exceptions

    with mock.patch.object(websockets.exceptions, "InvalidStatus"):
        pass
    try:
        return None
    except websockets.exceptions.InvalidStatus as error:
        return error.response.status_code

from websockets.exceptions import ConnectionClosed, InvalidStatusCode

from elsewhere import OtherError


def annotated(error: Exception):
    return isinstance(error, InvalidStatusCode) and error.status_code == 401


def leaves(error: Exception):
    if not isinstance(error, InvalidStatusCode) or error.status_code != 401:
        raise error
    if isinstance(error, ConnectionClosed):
        return None
    return error.headers


def others(error, response):
    if response.status_code == 200:
        return None
    if isinstance(error, InvalidStatusCode):
        return error.status_code
    elif isinstance(error, OtherError):
        return error.status_code
    return error.response.status_code

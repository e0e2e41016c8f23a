from websockets.exceptions import ConnectionClosed, InvalidStatus

from elsewhere import OtherError


def annotated(error: Exception):
    return isinstance(error, InvalidStatus) and error.response.status_code == 401


def leaves(error: Exception):
    if not isinstance(error, InvalidStatus) or error.response.status_code != 401:
        raise error
    if isinstance(error, ConnectionClosed):
        return None
    return error.response.headers


def others(error, response):
    if response.status_code == 200:
        return None
    if isinstance(error, InvalidStatus):
        return error.response.status_code
    elif isinstance(error, OtherError):
        return error.status_code
    return error.response.status_code

# same: what is read may be of the old class, or of another
# left: WS203 other-uses
from websockets.exceptions import InvalidStatusCode


def goes_on(error):
    if not isinstance(error, InvalidStatusCode):
        print("another")
    return error.status_code

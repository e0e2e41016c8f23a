import websockets
from websockets.exceptions import InvalidURI

PAIR = (InvalidURI,)
TRAILING = (InvalidURI,)
LINES = (
    InvalidURI,
    # never seen
)


def caught(error):
    try:
        pass
    except OSError:
        pass
    except ValueError:
        pass
    return isinstance(error, InvalidURI)

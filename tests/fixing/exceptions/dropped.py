import websockets
from websockets.exceptions import InvalidURI, RedirectHandshake
from websockets.legacy.exceptions import RedirectHandshake as Moved

PAIR = (RedirectHandshake, InvalidURI)
TRAILING = (InvalidURI, RedirectHandshake,)
LINES = (
    InvalidURI,
    RedirectHandshake,  # never seen
)


def caught(error):
    try:
        pass
    except (OSError, websockets.exceptions.RedirectHandshake):
        pass
    except (Moved, ValueError):
        pass
    return isinstance(error, (InvalidURI, RedirectHandshake))

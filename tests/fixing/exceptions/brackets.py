# left: WS305 comment-in-span
# left: WS305 comment-in-span
"""Arguments in brackets of their own stay arguments; comments stay."""
from websockets.exceptions import (
    ConnectionClosed,
    InvalidStatusCode,
    InvalidURI,
    PayloadTooBig,
)

STATUS = [
    InvalidStatusCode((500), (None)),
    InvalidStatusCode((500), ({"a": "b, c"}),),
    InvalidStatusCode(status_code=(404), headers = ( {} )),
    InvalidStatusCode((404)),
]
CLOSED = [
    ConnectionClosed((1000), ("bye"),),
    ConnectionClosed(code=1000, reason=("bye" " bye")),
    ConnectionClosed((1000), ("bye"), (None)),
    ConnectionClosed((1000)),
]
OTHERS = [
    InvalidURI(("ws://")), InvalidURI(("ws://"),), InvalidURI(f"ws://{STATUS}"),
    PayloadTooBig(("over size limit (2 > 1 bytes)")),
    PayloadTooBig((  # both sizes
        "over size limit (2 > 1 bytes)")),
]


def show(call, argument):
    try:
        call()
    except ConnectionClosed as error:
        print(*error.reason, **{**error.reason}, a=error.code)
        print(error  # of the peer
              .code)

# left: WS305 comment-in-span
# left: WS305 comment-in-span
"""Arguments in brackets of their own stay arguments; comments stay."""
from websockets.exceptions import (
    ConnectionClosed,
    InvalidStatus,
    InvalidURI,
    PayloadTooBig,
)
from websockets.datastructures import Headers
from websockets.frames import Close
from websockets.http11 import Response

STATUS = [
    InvalidStatus(Response((500), "Internal Server Error", Headers())),
    InvalidStatus(Response((500), "Internal Server Error", Headers(({"a": "b, c"}))),),
    InvalidStatus(Response((404), "Not Found", Headers(( {} )))),
    InvalidStatus(Response((404), "Not Found", Headers())),
]
CLOSED = [
    ConnectionClosed(Close((1000), ("bye")), None,),
    ConnectionClosed(Close(1000, ("bye" " bye")), None),
    ConnectionClosed(Close((1000), ("bye")), None),
    ConnectionClosed(Close((1000), ""), None),
]
OTHERS = [
    InvalidURI(("ws://"), "invalid URI"), InvalidURI(("ws://"), "invalid URI",), InvalidURI(f"ws://{STATUS}", "invalid URI"),
    PayloadTooBig(2, 1),
    PayloadTooBig((  # both sizes
        "over size limit (2 > 1 bytes)")),
]


def show(call, argument):
    try:
        call()
    except ConnectionClosed as error:
        print(*(error.rcvd.reason if error.rcvd else ""), **{**(error.rcvd.reason if error.rcvd else "")}, a=error.rcvd.code if error.rcvd else 1006)
        print(error  # of the peer
              .code)

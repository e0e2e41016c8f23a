"""Submodules that nobody imports."""
# setting: websockets = >=14
import websockets
import websockets.exceptions
import websockets.frames
import websockets.http11


def handle(exc):
    if isinstance(exc, websockets.exceptions.ConnectionClosed):
        return websockets.frames.CloseCode.NORMAL_CLOSURE
    return websockets.http11.Response

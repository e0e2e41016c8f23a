"""Constants that became members of a class: the class is what can be imported."""
# left: WS206 other-uses
# left: WS105 manual
import unittest.mock
from importlib import import_module

import websockets.frames
import websockets.framing as framing
from websockets import frames
from websockets import framing as mixed
from websockets.frames import CTRL_OPCODES, OP_TEXT, Frame
from websockets.frames import OP_BINARY as BINARY
from websockets.frames import (
    OP_PING,
    OP_PONG,
)
from websockets.frames import OP_CLOSE  # nothing here uses it

KINDS = {OP_TEXT: "text", BINARY: "binary"}


def describe(opcode, wanted=OP_PING):
    if opcode in (OP_TEXT, OP_PONG, *CTRL_OPCODES):
        return f"{OP_TEXT!r} {KINDS[opcode]}"
    return Frame(frames.OP_TEXT, b""), websockets.frames.OP_CONT.value, framing.OP_TEXT


def shadowed(OP_TEXT):
    return OP_TEXT, mixed.OP_TEXT, mixed.Frame


def nested():
    from websockets.frames import OP_CONT
    return lambda: OP_CONT


with unittest.mock.patch("websockets.frames.OP_TEXT", 1):
    import_module("websockets.frames")

"""Constants that became members of a class: the class is what can be imported."""
# left: WS206 other-uses
# left: WS105 manual
import unittest.mock
from importlib import import_module

import websockets.frames
import websockets.frames as framing
from websockets import frames
from websockets import frames as mixed
from websockets.frames import CTRL_OPCODES, Frame
from websockets.frames import OP_CLOSE  # nothing here uses it

KINDS = {frames.Opcode.TEXT: "text", frames.Opcode.BINARY: "binary"}


def describe(opcode, wanted=frames.Opcode.PING):
    if opcode in (frames.Opcode.TEXT, frames.Opcode.PONG, *CTRL_OPCODES):
        return f"{frames.Opcode.TEXT!r} {KINDS[opcode]}"
    return Frame(frames.Opcode.TEXT, b""), websockets.frames.Opcode.CONT.value, framing.Opcode.TEXT


def shadowed(OP_TEXT):
    return OP_TEXT, mixed.Opcode.TEXT, mixed.Frame


def nested():
    return lambda: frames.Opcode.CONT


with unittest.mock.patch("websockets.frames.OP_TEXT", 1):
    import_module("websockets.frames")

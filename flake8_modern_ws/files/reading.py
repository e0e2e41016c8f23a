"""Bytes to lines and a tree, in the way of flake8 and ``tokenize.open``."""

from __future__ import annotations

import ast
import io
import sys
import warnings
from typing import NamedTuple

from ..source import Source
from ..words import TOKENS, Words
from .discovery import Problem

#: What some editors, and shells of Windows, begin their files with.
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Prefilter:
    """Whether a file is worth decoding: a few substring searches in its bytes."""

    def __init__(self, further: Words) -> None:
        words = (*TOKENS, *further.words)
        self._words = tuple(word.encode("ascii") for word in words if word.isascii())
        #: Only the text tells: patterns, and words that encodings spell differently.
        self._further = Words(
            tuple(word for word in words if not word.isascii()), further.patterns)
        self._all_text = bool(self._further.words or self._further.patterns)

    def passes(self, data: bytes) -> bool:
        """Whether a file may have a finding."""
        for word in self._words:
            if word in data:
                return True
        return self._all_text or has_cookie(data)


def has_cookie(data: bytes) -> bool:
    """Whether the first two lines of a file may state an encoding other than UTF-8."""
    position = data.find(b"coding")
    if position < 0 or data.count(b"\n", 0, position) > 1:
        return False
    stated = data[position + 6:position + 20].lstrip(b":= \t").lower()
    return not stated.startswith((b"utf-8", b"utf8", b"ascii"))


class File(NamedTuple):
    """A file that was read: what flake8 hands to its plugins."""

    path: str
    #: Decoded, with ``\\n`` as the only line end, without a byte order mark.
    lines: list[str]
    encoding: str

    @property
    def text(self) -> str:
        return "".join(self.lines)


def read_bytes(path: str) -> bytes | Problem:
    """The bytes of a file, or why there are none."""
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.read()
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        return Problem(path, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    except MemoryError:
        return Problem(path, "cannot be read: it does not fit into memory")
    if data[:2] in _UTF_16 and any(
            token in data.decode(_UTF_16[data[:2]], "replace") for token in TOKENS):
        return Problem(path, "cannot be read: it is UTF-16, which Python does not read either")
    return data


def read_standard_input(name: str) -> bytes | Problem:
    """All of standard input, or why there is none; ``name`` is what it is shown as."""
    if sys.stdin is None:
        return Problem(name, "cannot be read: standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        return Problem(name, f"cannot be read: {error.strerror or error}")


def decode(path: str, data: bytes) -> tuple[File, Problem | None]:
    """The text of a file.

    What is not valid in the encoding that it states (UTF-8 if none) is read as Latin-1, as
    flake8 does, and is a problem: Python refuses such a file.
    """
    problem = None
    encoding = ""
    try:
        encoding = detect(data)
        if encoding == "utf-8":
            text = data.decode()
        else:  # as a stream, which cannot begin in the middle of UTF-16
            text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="").read()
    except (SyntaxError, UnicodeError, LookupError) as error:
        what = f"is not valid {encoding}" if encoding else "states an encoding that cannot be"
        problem = Problem(path, f"{what}: {first_line(error)}; it was read as latin-1")
        encoding = "latin-1"
        text = data.decode(encoding)
    return File(path, _lines(text), encoding), problem


def decode_standard_input(name: str, data: bytes) -> File | Problem:
    """The text of standard input, which flake8 reads as UTF-8 where the encoding is wrong."""
    try:
        encoding = detect(data)
        return File(name, _lines(data.decode(encoding)), encoding)
    except (SyntaxError, UnicodeError, LookupError):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            return Problem(name, f"is not valid UTF-8: {error.reason} at byte {error.start}")
        return File(name, _without_mark(io.StringIO(text).readlines()), "utf-8")


def detect(data: bytes) -> str:
    """The encoding of a Python file (PEP 263); raises ``SyntaxError``."""
    if not data.startswith(b"\xef\xbb\xbf"):
        position = data.find(b"coding")
        if position < 0 or data.count(b"\n", 0, position) > 1:
            return "utf-8"
    import tokenize

    return tokenize.detect_encoding(io.BytesIO(data).readline)[0]


def _lines(text: str) -> list[str]:
    return _without_mark(io.StringIO(text, newline=None).readlines())


def _without_mark(lines: list[str]) -> list[str]:
    if lines:
        if lines[0].startswith("\ufeff"):
            lines[0] = lines[0][1:]
        elif lines[0].startswith("\xef\xbb\xbf"):
            lines[0] = lines[0][3:]
    return lines


def parse(file: File) -> Source | Problem:
    """The tree of a file, or why there is none. Prints no warning of the parser."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Source(file.path, file.lines, ast.parse(file.text))
        except SyntaxError as error:
            place = "" if error.lineno is None else f" on line {error.lineno}"
            return Problem(file.path, f"cannot be parsed: {one_line(error.msg)}{place}")
        except (ValueError, RecursionError, MemoryError) as error:
            return Problem(file.path, f"cannot be parsed: {first_line(error)}")


def first_line(error: BaseException) -> str:
    """What an error says, on one line."""
    return one_line(str(error)) or type(error).__name__


def one_line(text: str) -> str:
    """The first line of a text, without what would move a terminal's cursor."""
    first = (text.splitlines() or [""])[0]
    return "".join(character if character.isprintable() else "?" for character in first)

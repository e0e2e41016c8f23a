"""flake8's configuration file, as flake8 itself finds it.

Source: https://flake8.pycqa.org/en/latest/user/configuration.html, and runs of flake8 7.5: the
first of the three names in the nearest directory, from the working directory upwards, that has a
section of flake8; a file that cannot be parsed is passed over.
"""

from __future__ import annotations

import configparser
import os
from collections.abc import Iterator
from typing import NamedTuple

from ...settings import dependencies, places
from .trap import Severity, Trap

NAMES = ("setup.cfg", "tox.ini", ".flake8")
_SECTIONS = ("flake8", "flake8:local-plugins")


class Flake8File(NamedTuple):
    """The file that flake8 reads, and what its section says."""

    path: str
    text: str
    options: dict[str, str]

    def place(self, option: str) -> str:
        """Where an option stands; its name may be written with either kind of dash."""
        for name in (option, option.replace("-", "_"), option.replace("_", "-")):
            line = places.ini_line(self.text, "flake8", name)
            if line is not None:
                return places.show(self.path, line)
        return self.path

    def get(self, option: str) -> str | None:
        """The text of an option, under either spelling."""
        return self.options.get(option, self.options.get(option.replace("-", "_")))


class Search(NamedTuple):
    """The result of the search."""

    file: Flake8File | None
    traps: tuple[Trap, ...]


def search(directory: str) -> Search:
    """Find the file from a directory upwards, and what is wrong on the way."""
    traps: list[Trap] = []
    for current in _upwards(directory):
        found: list[Flake8File] = []
        for name in NAMES:
            file = _read(os.path.join(current, name), traps, winner=not found)
            if file is not None:
                found.append(file)
        for file in found[1:]:
            traps.append(Trap(
                places.show(file.path, _line(file)),
                f"flake8 reads {os.path.basename(found[0].path)} of this directory alone; this "
                "second section has no effect",
                f"Move its options to {os.path.basename(found[0].path)}, and delete it."))
        if found:
            return Search(found[0], tuple(traps))
    return Search(None, tuple(traps))


def _line(file: Flake8File) -> int | None:
    for number, section, _, _ in places.ini_lines(file.text):
        if section in _SECTIONS:
            return number
    return None


def _upwards(directory: str) -> Iterator[str]:
    """The directories that flake8 looks into: up to the root, short of the home directory."""
    home = os.path.realpath(os.path.expanduser("~"))
    current = os.path.abspath(directory)
    while True:
        yield current
        parent = os.path.dirname(current)
        if parent == current or os.path.realpath(parent) == home:
            return
        current = parent


def _read(path: str, traps: list[Trap], winner: bool) -> Flake8File | None:
    data = dependencies.read(path)
    if data is None or b"flake8" not in data:
        return None
    parser = configparser.RawConfigParser()
    try:
        text = data.decode("utf-8")
        parser.read_string(text, path)
    except (UnicodeDecodeError, configparser.ParsingError) as error:
        traps.append(Trap(path, f"flake8 passes over this file: {_reason(error)}",
                          "Correct the file, or its options have no effect."))
        return None
    except configparser.Error as error:
        if winner:
            traps.append(Trap(path, f"flake8 ends with a traceback: {_reason(error)}",
                              "Correct the file.", Severity.BROKEN))
        return None
    if not any(section in parser for section in _SECTIONS):
        return None
    options = dict(parser["flake8"]) if "flake8" in parser else {}
    return Flake8File(path, text, options)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())

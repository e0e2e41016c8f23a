"""flake8's configuration file, and those beside it that flake8 does not read."""

from __future__ import annotations

import configparser
import os
from collections.abc import Iterator
from typing import NamedTuple

from ...files import configuration
from ...settings import dependencies, places
from ...settings.errors import SettingsError
from .trap import Severity, Trap

_SECTIONS = ("flake8", "flake8:local-plugins")


class Flake8File(NamedTuple):
    """The file that flake8 reads, and what its section says, by names with underscores."""

    path: str
    text: str
    options: dict[str, str]

    def place(self, name: str) -> str:
        """Where an option stands, by its name with underscores."""
        for number, section, option, _ in places.ini_lines(self.text):
            if section == "flake8" and option.replace("-", "_") == name:
                return places.show(self.path, number)
        return self.path


class Search(NamedTuple):
    """The result of the search."""

    file: Flake8File | None
    traps: tuple[Trap, ...]


def search(directory: str) -> Search:
    """Find the file from a directory upwards, and what has no effect on the way."""
    try:
        path = configuration.find(directory)
        options = {} if path is None else configuration.read(path)[0]
    except SettingsError as error:
        return Search(None, (Trap("", str(error), "Until then flake8 ends with a traceback.",
                                  Severity.BROKEN),))
    traps = tuple(_without_effect(directory, path))
    if path is None:
        return Search(None, traps)
    return Search(Flake8File(path, dependencies.read_text(path) or "", options), traps)


def _without_effect(directory: str, read: str | None) -> Iterator[Trap]:
    """Files on the way to the one that is read, or beside it."""
    current = os.path.abspath(directory)
    while True:
        for name in configuration.CANDIDATES:
            path = os.path.join(current, name)
            if path != read:
                yield from _unread(path, read)
        parent = os.path.dirname(current)
        if parent == current or read is None or os.path.dirname(read) == current:
            return
        current = parent


def _unread(path: str, read: str | None) -> Iterator[Trap]:
    data = dependencies.read(path)
    if data is None or b"flake8" not in data:
        return
    parser = configparser.RawConfigParser()
    try:
        text = data.decode("utf-8")
        parser.read_string(text, path)
    except (UnicodeDecodeError, configparser.ParsingError) as error:
        yield Trap(path, f"flake8 passes over this file: {' '.join(str(error).split())}",
                   "Correct the file; until then its options have no effect.")
        return
    except configparser.Error:
        return  # flake8 does not come to it
    for number, section, _, _ in places.ini_lines(text):
        if section in _SECTIONS and section in parser and read is not None:
            winner = os.path.basename(read)
            yield Trap(places.show(path, number),
                       f"flake8 reads one file, {winner}: this section has no effect",
                       f"Move its options to {winner}, and delete it.")
            return

"""Paths to files, as flake8 finds them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .configuration import Configuration
from .patterns import PathPatterns, any_of

STANDARD_INPUT = "-"


class Problem(NamedTuple):
    """A file, or a folder, that could not be read or parsed, and why, on one line."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class Found(NamedTuple):
    """The files of a run, spelt as flake8 spells them, and the folders that cannot be listed."""

    files: list[str]
    problems: list[Problem]


def discover(
    paths: Sequence[str],
    configuration: Configuration,
    *,
    stdin_display_name: str = "stdin",
    ignored: Callable[[str], Callable[[str], bool]] | None = None,
) -> Found:
    """The files that some paths name; the working directory if there are none.

    A file that is named itself is taken whatever it is called, unless it is excluded; ``-`` is
    standard input. Files below folders must match ``filename``. Links to folders are not
    followed. A path that does not exist is taken too: reading it tells. ``ignored`` gives for a
    folder that is named what else to leave out below it.
    """
    excluded = PathPatterns(configuration.exclude)
    wanted = any_of(configuration.filename)
    files: list[str] = []
    problems: list[Problem] = []
    for path in paths or (os.curdir,):
        if path == STANDARD_INPUT:
            if stdin_display_name == "stdin" or not excluded.matches(stdin_display_name):
                files.append(path)
        elif excluded.matches(path):
            continue
        elif os.path.isdir(path):
            below = None if ignored is None else ignored(path)
            files += _below(path, excluded.matches, wanted, below, problems)
        else:
            files.append(path)
    return Found(files, problems)


def _below(
    folder: str, excluded: Callable[[str], bool], wanted: Callable[[str], bool],
    ignored: Callable[[str], bool] | None, problems: list[Problem],
) -> Iterator[str]:
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            problems.append(Problem(current, f"cannot be listed: {error.strerror}"))
            continue
        with entries:
            for entry in entries:
                path = entry.path
                if _is_folder(entry):
                    if not excluded(path) and not (ignored and ignored(path)):
                        if not entry.is_symlink():
                            pending.append(path)
                elif wanted(path) and not excluded(path) and not (ignored and ignored(path)):
                    if _can_be_read(entry):
                        yield path
                    else:
                        problems.append(Problem(path, "is not a regular file"))


def _can_be_read(entry: os.DirEntry[str]) -> bool:
    """Whether to try: a pipe would wait for ever; a link that leads nowhere says so itself."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)
    except OSError:
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False

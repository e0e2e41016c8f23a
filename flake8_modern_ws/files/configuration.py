"""flake8's configuration, read without flake8, and our settings with it.

Which file counts, and how its values are read:
https://flake8.pycqa.org/en/latest/user/configuration.html
"""

from __future__ import annotations

import argparse
import configparser
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..settings import OPTIONS
from ..settings.errors import SettingsError
from ..settings.flake8 import settings_from
from ..settings.parsing import words
from ..settings.settings import Settings
from .patterns import normalize
from .selection import FileSelection, Selection, per_file_ignores

#: The names under which flake8 looks for its section, in this order, in each folder.
CANDIDATES = ("setup.cfg", "tox.ini", ".flake8")
EXCLUDED = (".svn", "CVS", ".bzr", ".hg", ".git", "__pycache__", ".tox", ".nox", ".eggs", "*.egg")
#: flake8 itself has ``*.py`` alone.
CHECKED = "*.py, *.pyi"
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{0,3}", re.ASCII)


@dataclass(frozen=True)
class Configuration:
    """What a run is told by its command line and by flake8's configuration."""

    settings: Settings
    selection: FileSelection
    #: Patterns of what is left out: ``exclude`` and ``extend-exclude``.
    exclude: tuple[str, ...] = EXCLUDED
    #: Patterns of the files in folders that are looked at.
    filename: tuple[str, ...] = ("*.py", "*.pyi")
    disable_noqa: bool = False
    statistics: bool = False
    #: ``auto`` or a number.
    jobs: str = "auto"
    #: The configuration files that were read.
    paths: tuple[str, ...] = ()
    #: Where each value that was given came from: an option, or a file.
    origins: Mapping[str, str] | None = None


def find(directory: str) -> str | None:
    """The configuration file of flake8 for a working directory, or None.

    Looked for upwards, not in the home directory unless that is where the search starts.
    """
    current = os.path.abspath(directory)
    home = _identity(os.path.expanduser("~"))
    here = _identity(current)
    while True:
        for name in CANDIDATES:
            path = os.path.join(current, name)
            if _has_section(path):
                return path
        current = os.path.dirname(current)
        above = _identity(current)
        if above in (here, home):
            return None
        here = above


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_dev


def _has_section(path: str) -> bool:
    if not os.path.isfile(path):
        return False  # a pipe would wait for ever
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return False
    if "flake8" not in text:
        return False
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text, path)
    except configparser.ParsingError:
        return False
    except configparser.Error as error:
        raise _broken(path, error) from None
    return "flake8" in parser or "flake8:local-plugins" in parser


def _broken(path: str, error: Exception) -> SettingsError:
    reason = " ".join(str(error).split())
    return SettingsError(f"{path}: cannot be read: {reason}. Correct it there")


def read(
    config: str | None = None, extra: Sequence[str] = (), isolated: bool = False
) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """The values of the section ``[flake8]``, the folder they are relative to, their files.

    ``config`` is read instead of the file that would be found, ``extra`` after it. Keys have
    underscores. Raises ``SettingsError`` for a file that is missing or broken.
    """
    here = os.path.abspath(os.curdir)
    if isolated:
        return {}, here, ()
    main = find(here) if config is None else config
    paths = (*(() if main is None else (main,)), *extra)
    parser = configparser.RawConfigParser()
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                parser.read_file(file, path)
        except OSError as error:
            raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
        except (configparser.Error, UnicodeDecodeError) as error:
            raise _broken(path, error) from None
    values: dict[str, str] = {}
    if "flake8" in parser:
        for name in parser["flake8"]:
            values[name.replace("-", "_")] = parser.get("flake8", name)
    return values, here if main is None else os.path.dirname(main), paths


class _Values:
    """Values by name: those of the command line before those of the configuration."""

    def __init__(self, given: Mapping[str, object], read: Mapping[str, str], origin: str) -> None:
        self._given = given
        self._read = read
        self._origin = origin

    def value(self, name: str) -> Any:
        """The value of an option: text from a file; None if there is none."""
        given = self._given.get(name)
        return self._read.get(name) if given is None else given

    def place(self, name: str) -> str:
        """Where the value of an option stands."""
        hyphenated = name.replace("_", "-")
        if self._given.get(name) is not None:
            return f"--{hyphenated}"
        return f"{self._origin}: {hyphenated}"

    def is_given(self, name: str) -> bool:
        """Whether the command line states the option."""
        return self._given.get(name) is not None

    def locate(self, name: str, directory: str) -> None:
        """Make a path absolute: from the folder of the file that states it."""
        value = self.value(name)
        if value and value.strip():
            parent = os.curdir if self.is_given(name) else directory
            located = os.path.abspath(os.path.join(parent, value.strip()))
            self._given = {**self._given, name: located}

    def codes(self, name: str) -> tuple[str, ...] | None:
        """A list of prefixes of codes."""
        value = self.value(name)
        if value is None:
            return None
        codes = tuple(words(value))
        if name in ("ignore", "extend_ignore") and not self.is_given(name):
            for code in codes:
                if not _CODE.fullmatch(code):
                    raise SettingsError(f"{self.place(name)}: {code!r} is not a prefix of a code; "
                                        "flake8 refuses it")
        return codes

    def boolean(self, name: str) -> bool:
        """A switch."""
        value = self.value(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        known = configparser.RawConfigParser.BOOLEAN_STATES.get(str(value).lower())
        if known is None:
            raise SettingsError(f"{self.place(name)}: {value!r} is neither yes nor no")
        return known

    def patterns(self, name: str, default: Iterable[str], directory: str) -> tuple[str, ...]:
        """A list of patterns of paths, relative to the folder of where they stand."""
        value = self.value(name)
        if value is None:
            return tuple(default)
        parent = os.curdir if self.is_given(name) else directory
        return tuple(normalize(item, parent) for item in words(value))


def configure(
    given: Mapping[str, object],
    *,
    config: str | None = None,
    extra: Sequence[str] = (),
    isolated: bool = False,
) -> Configuration:
    """The configuration of a run; ``given`` holds the options of the command line.

    Its keys are the names of flake8's options and of ours (``ws_enable``) with underscores;
    what is None was not given. Raises ``SettingsError`` for what flake8, or our settings,
    would refuse.
    """
    read_values, directory, paths = read(config, extra, isolated)
    values = _Values(given, read_values, paths[-1] if paths else "")
    origins = {name: values.place(name) for name in sorted({*given, *read_values})
               if values.value(name) is not None}
    selection = Selection(
        values.codes("select"), values.codes("extend_select") or (),
        values.codes("ignore"), values.codes("extend_ignore") or ())
    per_file = per_file_ignores(
        values.value("per_file_ignores") or "", values.place("per_file_ignores"))
    filename = values.value("filename")
    named = [f"ws_{option.field}" for option in OPTIONS]
    for option in OPTIONS:
        if option.path:
            values.locate(f"ws_{option.field}", directory)
    options = argparse.Namespace(
        select=None if selection.select is None else list(selection.select),
        extend_select=list(selection.extend_select),
        **{name: values.value(name) for name in named})
    return Configuration(
        settings=settings_from(options),
        selection=FileSelection(selection, per_file),
        exclude=(*values.patterns("exclude", EXCLUDED, directory),
                 *values.patterns("extend_exclude", (), directory)),
        filename=tuple(words(CHECKED if filename is None else filename)),
        disable_noqa=values.boolean("disable_noqa"),
        statistics=values.boolean("statistics"),
        jobs=_jobs(values),
        paths=paths,
        origins=origins,
    )


def _jobs(values: _Values) -> str:
    jobs = str(values.value("jobs") or "auto")
    if jobs != "auto" and not (jobs.isdecimal() and len(jobs) < 10):
        raise SettingsError(f"{values.place('jobs')}: {jobs!r} is neither 'auto' nor a number")
    return jobs



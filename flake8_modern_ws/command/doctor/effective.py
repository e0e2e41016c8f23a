"""The settings that a run of flake8 in this directory has, and where each came from."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from ... import baseline
from ...files import configuration
from ...rules.registry import all_rules
from ...settings import OPTIONS, Option, dependencies, places, pyproject
from ...settings.errors import SettingsError
from ...settings.parsing import parse, words
from ...settings.settings import Settings
from .flake8_files import Flake8File
from .trap import Severity, Trap

_TABLE = "tool.flake8-modern-ws"
_REFUSED = "Correct it; until then flake8 refuses to run."


class Row(NamedTuple):
    """One setting as a person would write it, and the place that says so."""

    name: str
    value: str
    origin: str


class Effective(NamedTuple):
    """The settings; None if they are broken."""

    settings: Settings | None
    rows: tuple[Row, ...]
    traps: tuple[Trap, ...]


def effective(file: Flake8File | None, directory: str) -> Effective:
    """Read what flake8's file and ``pyproject.toml`` say, as a run would."""
    traps = [*_options(file)] if file is not None else []
    try:
        if file is None:
            settings = configuration.configure({}, isolated=True).settings
        else:
            settings = configuration.configure({}, config=file.path).settings
        _, path = pyproject.read(directory)
    except SettingsError as error:
        if not any(trap.severity is Severity.BROKEN for trap in traps):
            traps.append(_broken(error))
        return Effective(None, (), tuple(traps))
    text = dependencies.read_text(path) or "" if path is not None else ""
    rows = []
    for option in OPTIONS:
        origin = settings.origins.get(option.field)
        if origin is None:
            place = "default"
        elif origin.startswith("--") and file is not None:
            place = file.place(f"ws_{option.field}")
        else:
            place = places.show(origin, places.toml_line(
                text, f"{_TABLE}.{option.name}", f"{_TABLE}.{option.field}"))
        rows.append(Row(option.name, _text(option, getattr(settings, option.field)), place))
        if option.name == "enable":
            traps += _enabled(settings, place)
        elif option.name == "baseline" and settings.baseline:
            traps += _baseline(settings.baseline, place)
    return Effective(settings, tuple(rows), tuple(traps))


def _broken(error: SettingsError) -> Trap:
    """What keeps a run from having settings; its own words name the file and the remedy."""
    text = str(error)
    if not error.path:
        return Trap("", text, _REFUSED, Severity.BROKEN)
    what, _, remedy = text.removeprefix(f"{error.path}: ").rpartition(". ")
    return Trap(error.path, what, f"{remedy}; until then flake8 refuses to run.", Severity.BROKEN)


def _options(file: Flake8File) -> Iterator[Trap]:
    """Bad values, and names that flake8 silently leaves aside."""
    known = {f"ws_{option.field}": option for option in OPTIONS}
    for name, value in file.options.items():
        shown = name.replace("_", "-")
        if name in known:
            try:
                parse(known[name], value, shown)
            except SettingsError as error:
                yield Trap(file.place(name), str(error), _REFUSED, Severity.BROKEN)
        elif name.startswith("ws_"):
            close = difflib.get_close_matches(name, known, n=1)
            yield Trap(file.place(name), f"flake8 leaves {shown!r} aside: there is no such option",
                       f"Write {close[0].replace('_', '-')!r}." if close else
                       "Delete it; 'flake8 --help' lists ours as --ws-...")


def _enabled(settings: Settings, place: str) -> Iterator[Trap]:
    for code in sorted(settings.enable):
        if not any(rule.code.startswith(code) for rule in all_rules()):
            yield Trap(place, f"'enable' names {code}, and no rule has that code",
                       "Correct or delete it; 'modern-ws rules' lists the codes.")


def _baseline(path: str, place: str) -> Iterator[Trap]:
    try:
        baseline.load(baseline.locate(path))
    except SettingsError as error:
        yield Trap(place, str(error), "Write it with 'modern-ws check --write-baseline'.",
                   Severity.BROKEN)


def _text(option: Option, value: object) -> str:
    if value == option.default or getattr(value, "pattern", None) == option.default:
        return option.default_text
    if isinstance(value, (frozenset, tuple)):
        return ", ".join(sorted(words([*map(str, value)])))
    return str(getattr(value, "pattern", value))

"""Brings together what the other modules find, and prints it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence

from ... import __version__
from ...settings import places
from .. import terminal
from ..exit_codes import CLEAN, FINDINGS, USAGE
from . import declarations, flake8_files, pyproject_section, ruff, selection, tools
from .effective import Effective, effective
from .trap import Severity, Trap


def examine(paths: Sequence[str]) -> int:
    """Print settings, targets and traps; the exit code."""
    here = os.getcwd()
    found = flake8_files.search(here)
    state = effective(found.file, here)
    directories = list(dict.fromkeys(map(_directory, paths)))
    traps = [*found.traps, *state.traps]
    if found.file is not None:
        traps += selection.traps(found.file)
    traps += [*pyproject_section.traps(here), *ruff.traps(here), *tools.traps()]
    lines = [*_versions(), "", *_files(found.file, here), "", *_settings(state)]
    for directory in directories:
        told = {trap.place for trap in traps}
        traps += [trap for trap in declarations.traps(directory)
                  if told.isdisjoint((trap.place, places.file_of(trap.place)))]
        if state.settings is not None:
            lines += ["", *_targets(state, directory, len(directories) > 1, traps)]
    unique = [*dict.fromkeys(traps)]
    terminal.show("\n".join([*lines, "", *_traps(unique)]))
    severities = {trap.severity for trap in unique}
    if Severity.BROKEN in severities:
        return USAGE
    return FINDINGS if Severity.TRAP in severities else CLEAN


def _directory(path: str) -> str:
    path = os.path.abspath(path)
    return path if os.path.isdir(path) else os.path.dirname(path)


def _versions() -> Iterator[str]:
    style = terminal.style_of(sys.stdout)
    yield style.bold("Versions")
    yield from _table([
        ("flake8-modern-ws", __version__),
        ("Python", f"{platform.python_version()} ({_relative(sys.executable)})"),
        *((name, tools.version(name) or "not installed")
          for name in ("flake8", "ast-grep-py")),
    ])


def _files(file: flake8_files.Flake8File | None, here: str) -> Iterator[str]:
    configured = ruff.find(here)
    yield terminal.style_of(sys.stdout).bold("Configuration files")
    yield from _table([
        ("flake8", _relative(file.path) if file else "none"),
        ("ruff", _relative(configured[0]) if configured else "none"),
    ])


def _settings(state: Effective) -> Iterator[str]:
    yield terminal.style_of(sys.stdout).bold("Settings")
    if state.settings is None:
        yield "  broken, see below"
    yield from _table([(row.name, row.value, _relative(row.origin)) for row in state.rows])


def _targets(
    state: Effective, directory: str, several: bool, traps: list[Trap]
) -> Iterator[str]:
    assert state.settings is not None
    options = {row.name: row.origin for row in state.rows}
    where = f" in {_relative(directory)}" if several else ""
    yield terminal.style_of(sys.stdout).bold(f"Supported releases{where}")
    rows = []
    for target in declarations.targets(state.settings, directory, options):
        traps += declarations.undeclared(target)
        supported = target.supported
        releases = supported.newest if supported.lowest == supported.newest else (
            f"{supported.lowest} to {supported.newest}")
        rows.append((target.library, releases + ("" if supported.declared else ", undeclared"),
                     ", ".join(map(_relative, target.places)) or "default: the newest release"))
    yield from _table(rows)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [f"{cell:<{min(size, 40)}}" for cell, size in zip(row, widths)]
        yield ("  " + "  ".join(cells)).rstrip()


def _traps(traps: list[Trap]) -> Iterator[str]:
    style = terminal.style_of(sys.stdout)
    notes = [trap for trap in traps if trap.severity is Severity.NOTE]
    others = [trap for trap in traps if trap.severity is not Severity.NOTE]
    others.sort(key=lambda trap: trap.severity is not Severity.BROKEN)
    if others:
        yield style.bold("Traps")
        for trap in others:
            mark = style.bad("broken: ") if trap.severity is Severity.BROKEN else ""
            yield from _trap(trap, mark)
    else:
        yield style.good("No traps found.")
    if notes:
        yield ""
        yield style.bold("Notes")
        for trap in notes:
            yield from _trap(trap, "")


def _trap(trap: Trap, mark: str) -> Iterator[str]:
    place = _relative(trap.place) + ": " if trap.place else ""
    yield f"  {place}{mark}{trap.what}."
    yield f"      {trap.remedy}"


def _relative(path: str) -> str:
    """A path as seen from here, if it is below."""
    here = os.getcwd() + os.sep
    return path.replace(here, "") if path != os.getcwd() else "."

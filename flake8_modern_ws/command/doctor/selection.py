"""Whether flake8's own selection lets the findings of this plugin through.

flake8 compares prefixes: ``W`` stands for ``WS`` too. ``tests/command/test_doctor_selection.py``
runs the real flake8 beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...files.selection import Selection, per_file_ignores
from ...rules.registry import all_rules
from ...settings.errors import SettingsError
from ...settings.parsing import words
from .flake8_files import Flake8File
from .trap import Severity, Trap

#: The codes of pycodestyle that start with W: https://pycodestyle.pycqa.org/en/latest/intro.html
_PYCODESTYLE = "W1,W2,W3,W5,W6"


def traps(file: Flake8File) -> Iterator[Trap]:
    """What the selection in flake8's configuration does to our codes."""
    lists = {name: tuple(words(file.options[name])) if name in file.options else None
             for name in ("select", "extend_select", "ignore", "extend_ignore")}
    selection = Selection(lists["select"], lists["extend_select"] or (),
                          lists["ignore"], lists["extend_ignore"] or ())
    if not _reports(selection):
        yield from _silent(file, selection, lists)
        return
    selected = (*(selection.select or ()), *selection.extend_select)
    if selection.select is not None and "W" in selected and not any(
        prefix.startswith("WS") for prefix in selected
    ):
        name = "select" if "W" in selection.select else "extend_select"
        yield Trap(file.place(name),
                   f"WS is on only because 'W' in {_shown(name)} is a prefix of it",
                   f"Add WS to {_shown(name)}, so that it stays when W goes.", Severity.NOTE)
    yield from _of_some_files(file, selection)


def _silent(
    file: Flake8File, selection: Selection, lists: dict[str, tuple[str, ...] | None]
) -> Iterator[Trap]:
    """Why no code of ours is reported, unless that is what its author wrote."""
    for name in ("ignore", "extend_ignore"):
        if "W" in (lists[name] or ()):
            yield Trap(file.place(name),
                       f"'W' in {_shown(name)} is a prefix of WS: no finding of ours is reported",
                       f"Write {_PYCODESTYLE} instead of W.")
    if not _reports(selection._replace(ignore=(), extend_ignore=())):
        yield Trap(file.place("select"), "'select' leaves WS out: no finding of ours is reported",
                   "Add WS to 'select'.")


def _of_some_files(file: Flake8File, selection: Selection) -> Iterator[Trap]:
    place = file.place("per_file_ignores")
    try:
        listed = per_file_ignores(file.options.get("per_file_ignores", ""), place)
    except SettingsError:
        return  # told as broken configuration
    for pattern, codes in listed:
        there = selection._replace(extend_ignore=(*selection.extend_ignore, *codes))
        if "W" in codes and not _reports(there):
            yield Trap(place, f"'W' for {pattern!r} is a prefix of WS: no finding of ours is "
                       "reported there", f"Write {_PYCODESTYLE} instead of W.")


def _reports(selection: Selection) -> bool:
    """Whether a code of the rules that are on by default is reported."""
    return any(selection.reports(rule.code) for rule in all_rules() if not rule.opt_in)


def _shown(name: str) -> str:
    return repr(name.replace("_", "-"))

"""Whether flake8's own selection lets the findings of this plugin through.

flake8 compares prefixes: ``W`` stands for ``WS`` too. Where a code is selected and ignored, the
longer prefix wins, and ``ignore`` at a tie. Measured with flake8 7.5; the first table of
``tests/command/test_doctor_selection.py`` runs the real flake8 and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...rules.registry import all_rules
from ...settings.options import words
from .flake8_files import Flake8File
from .trap import Severity, Trap

#: What flake8 takes in lists of codes to ignore; anything else ends it with a traceback.
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{0,3}")
#: The codes of pycodestyle that start with W: https://pycodestyle.pycqa.org/en/latest/intro.html
_PYCODESTYLE = "W1,W2,W3,W5,W6"


def traps(file: Flake8File) -> Iterator[Trap]:
    """What the selection in flake8's configuration does to our codes."""
    lists = {name: words(file.get(name) or "")
             for name in ("select", "extend-select", "ignore", "extend-ignore")}
    broken = False
    for name in ("ignore", "extend-ignore"):
        for code in lists[name]:
            if not _CODE.fullmatch(code):
                broken = True
                yield Trap(file.place(name), f"flake8 ends with a traceback: {code!r} in "
                           f"{name!r} is no code", "Delete it; comments need lines of their own.",
                           Severity.BROKEN)
    if broken:
        return
    yield from _of_all_files(file, lists)
    yield from _of_some_files(file, lists)


def _of_all_files(file: Flake8File, lists: dict[str, list[str]]) -> Iterator[Trap]:
    selected = lists["select"] + lists["extend-select"]
    ignored = lists["ignore"] + lists["extend-ignore"]
    if reported(lists["select"], selected, ignored):
        by = [prefix for prefix in selected if "WS".startswith(prefix)]
        if lists["select"] and by and max(by, key=len) == "W":
            name = "select" if "W" in lists["select"] else "extend-select"
            yield Trap(file.place(name), f"WS is on only because 'W' in {name!r} is a prefix of it",
                       f"Add WS to {name!r}, so that it stays when W goes.", Severity.NOTE)
        return
    for name in ("ignore", "extend-ignore"):
        if "W" in lists[name]:
            yield Trap(file.place(name),
                       f"'W' in {name!r} is a prefix of WS: no finding of ours is reported",
                       f"Write {_PYCODESTYLE} instead of W.")
            return
    if not any("WS".startswith(prefix) or prefix.startswith("WS") for prefix in ignored):
        yield Trap(file.place("select"), "'select' leaves WS out: no finding of ours is reported",
                   "Add WS to 'select'.")


def _of_some_files(file: Flake8File, lists: dict[str, list[str]]) -> Iterator[Trap]:
    selected = lists["select"] + lists["extend-select"]
    for pattern, codes in per_file(file.get("per-file-ignores") or ""):
        if "W" in codes and reported(lists["select"], selected, []) and not reported(
            lists["select"], selected, codes
        ):
            yield Trap(file.place("per-file-ignores"),
                       f"'W' for {pattern!r} is a prefix of WS: no finding of ours is reported "
                       "there", f"Write {_PYCODESTYLE} instead of W.")


def reported(select: Sequence[str], selected: Sequence[str], ignored: Sequence[str]) -> bool:
    """Whether flake8 reports at least one code of the rules that are on by default.

    ``select`` is that option alone; ``selected`` and ``ignored`` include the ``extend-`` ones.
    """
    return any(_decides(rule.code, select, selected, ignored)
               for rule in all_rules() if not rule.opt_in)


def _decides(
    code: str, select: Sequence[str], selected: Sequence[str], ignored: Sequence[str]
) -> bool:
    chosen = max((len(prefix) for prefix in selected if code.startswith(prefix)), default=-1)
    refused = max((len(prefix) for prefix in ignored if code.startswith(prefix)), default=-1)
    if not select:  # the name of an installed plugin is selected all the same
        return refused < 0 if chosen < 0 else max(chosen, len("WS")) > refused
    return chosen > refused


def per_file(text: str) -> Iterator[tuple[str, list[str]]]:
    """The patterns of ``per-file-ignores`` with their codes."""
    for match in re.finditer(r"([^:]+):((?:[\s,]*[A-Z]+[0-9]*(?=[\s,]|$))*)", text):
        for pattern in words(match[1]):
            yield pattern, words(match[2])

"""What to do next, for somebody who sees the report for the first time."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from .remedies import Way
from .summary import Summary


class Step(NamedTuple):
    """One step: what and why, and the command for it, if there is one."""

    text: str
    command: str = ""


#: How many rules a step names.
_NAMED = 3


def steps(summary: Summary) -> list[Step]:
    """The steps that apply, in the order in which to go them."""
    found: list[Step] = []
    if not summary.files:
        return [Step("No Python file was found. Name the folder of your code.",
                     "modern-ws report src")]
    if not summary.using and not summary.left:
        found.append(Step("No file here uses websockets: there is nothing to migrate."))
    else:
        found += _bounds(summary)
        found += _fixes(summary)
        if summary.checklist:
            count = sum(len(check.places) for check in summary.checklist)
            found.append(Step(
                f"Go through the checklist: {plural(count, 'place')} where the code keeps running "
                "with another meaning. No test may notice."))
        if summary.left or summary.checklist:
            found.append(Step(
                "Run your tests, and see which deprecations they meet that no rule reports.",
                "python -m pytest -p flake8_modern_ws.pytest"))
        else:
            found.append(Step("The migration is done."))
    if summary.soundness:
        count = sum(rule.findings for rule in summary.soundness)
        found.append(Step(
            f"Look at {plural(count, 'finding')} about connection managers and server limits; "
            "they do not depend on the migration.", _command("check --select WS4,WS5", summary)))
    if summary.left or summary.soundness:
        found.append(Step(
            "Let nothing new in meanwhile: record what is known, and run 'modern-ws check "
            "--baseline known.json' in CI.",
            _command("check --baseline known.json --write-baseline", summary)))
    else:
        found.append(Step("Keep it that way: run this in CI.", _command("check", summary)))
    return found


def _bounds(summary: Summary) -> list[Step]:
    found = []
    if any(not item.supported.declared for item in summary.ranges):
        newest = next(item.supported.newest for item in summary.ranges
                      if not item.supported.declared)
        found.append(Step(
            "Declare the oldest websockets release that you support, such as websockets>=13, in "
            f"your project's dependencies. Without it the advice is for {newest} alone."))
    for unlock in summary.unlocks[:1]:
        where = f" in {', '.join(unlock.places)}" if unlock.places else ""
        found.append(Step(f"Raise the lower bound to websockets>={unlock.release}{where}: "
                          f"{gain(unlock.fixable, unlock.settled)}."))
    return found


def gain(fixable: int, settled: int) -> str:
    """What a lower bound brings, in words."""
    parts = []
    if fixable:
        parts.append(f"up to {plural(fixable, 'finding')} become fixable")
    if settled:
        parts.append(f"{plural(settled, 'finding')} {'is' if settled == 1 else 'are'} settled")
    return " and ".join(parts)


def _fixes(summary: Summary) -> list[Step]:
    found = []
    safe, review, hand = (summary.ways[way] for way in Way)
    if (safe or review) and not summary.tried:
        found.append(Step("Install what the fixer needs.",
                          "python -m pip install 'flake8-modern-ws[fix]'"))
    if safe:
        found.append(Step(f"Look at the safe fixes ({plural(safe, 'finding')}), then apply them "
                          "without --diff.", _command("fix --diff", summary)))
    if review:
        found.append(Step(f"Then those to be reviewed ({plural(review, 'finding')}).",
                          _command("fix --unsafe --diff", summary)))
    if hand:
        codes = [rule.code for rule in summary.migration if rule.ways[Way.HAND]][:_NAMED]
        found.append(Step(f"Rework {plural(hand, 'finding')} by hand; the pages of the rules show "
                          "how.", f"modern-ws explain {' '.join(codes)}"))
    return found


def _command(arguments: str, summary: Summary) -> str:
    """A command for the paths of the report."""
    return " ".join(["modern-ws", arguments, *map(shlex.quote, summary.paths)])


def plural(count: int, noun: str) -> str:
    """A number and a noun."""
    return f"{count} {noun}{'s' * (count != 1)}"

"""What ``modern-ws fix`` would do, tried in memory: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from ...files.configuration import Configuration
from ...findings import Finding
from ...fixing.reasons import Reason
from ...model.linked import Linked
from .remedies import Way


class Outcome(NamedTuple):
    """What became of one finding."""

    way: Way
    #: Why it is left for a person; empty if it is not.
    reason: str = ""


_UNPLANNED = Outcome(Way.HAND, Reason.MANUAL.text)


def is_possible() -> bool:
    """Whether the fixer's own dependency is there."""
    return find_spec("ast_grep_py") is not None


def outcomes(
    findings: Mapping[str, Sequence[Finding]], files: Iterable[str], configuration: Configuration,
    jobs: int, facts: Mapping[str, Linked] | None = None,
) -> dict[str, list[Outcome]]:
    """The outcomes of the findings of some files, in their order.

    ``files`` are all files of the run: what they import from one another cannot be renamed.
    """
    from ..rewriting import rewrite_all

    paths = sorted(path for path, found in findings.items()
                   if any(finding.plan is not None for finding in found))
    everything = list(files)
    safe, review = (
        {item.path: item for item in rewrite_all(
            paths, everything, configuration, unsafe, jobs, "stdin", facts)}
        for unsafe in (False, True))
    return {
        path: [_UNPLANNED] * len(found) if path not in safe else of_file(
            found, safe[path].fixed, review[path].fixed,
            [(item.finding, item.reason.text) for item in review[path].left])
        for path, found in findings.items()}


def of_file(
    findings: Sequence[Finding], safe: Iterable[Finding], review: Iterable[Finding],
    left: Iterable[tuple[Finding, str]],
) -> list[Outcome]:
    """The outcomes of one file's findings, from two runs of the fixer over it.

    ``safe`` and ``review`` are what was fixed without and with the fixes that need a review,
    ``left`` what the second run left, with the reason.
    """
    found: list[Outcome | None] = [None] * len(findings)
    for way, fixed in ((Way.SAFE, safe), (Way.REVIEW, review)):
        # What is fixed safely is fixed in the second run too.
        pending = _without(fixed, [finding for finding, outcome in zip(findings, found)
                                   if outcome is not None])
        for index in _matching(findings, pending, found):
            found[index] = Outcome(way)
    reasons: dict[tuple[str, str], list[str]] = {}
    for finding, reason in left:
        reasons.setdefault((finding.code, finding.message), []).append(reason)
    result = []
    for finding, outcome in zip(findings, found):
        if outcome is None:
            # Places have moved by then, so that only the order tells them apart.
            given = reasons.get((finding.code, finding.message))
            outcome = Outcome(Way.HAND, given.pop(0) if given else "")
        result.append(outcome)
    return result


def _without(fixed: Iterable[Finding], known: Iterable[Finding]) -> list[Finding]:
    """Those fixed that are not among the known, each taken off once."""
    rest = list(fixed)
    for finding in known:
        position = _position(rest, finding)
        if position is not None:
            del rest[position]
    return rest


def _matching(
    findings: Sequence[Finding], fixed: Iterable[Finding], found: list[Outcome | None]
) -> set[int]:
    """The indexes of those findings, without an outcome, that were fixed."""
    indexes: set[int] = set()
    for item in fixed:
        free = [index for index, outcome in enumerate(found)
                if outcome is None and index not in indexes]
        position = _position([findings[index] for index in free], item)
        if position is not None:
            indexes.add(free[position])
    return indexes


def _position(findings: Sequence[Finding], wanted: Finding) -> int | None:
    """Where a finding is: at the same place, else (a later round moved it) of the same text."""
    same = [index for index, finding in enumerate(findings)
            if (finding.code, finding.message) == (wanted.code, wanted.message)]
    for index in same:
        if findings[index].span == wanted.span:
            return index
    return same[0] if same else None

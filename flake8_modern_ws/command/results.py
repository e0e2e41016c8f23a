"""What a run of ``check`` found, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..baseline import Fingerprint
from ..files.discovery import Problem
from .checking import Checked, Reported


@dataclass
class Results:
    """Findings by path, then place; problems by path."""

    #: How many files were looked at.
    files: int
    reported: list[Reported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: The entries of the baseline that occur.
    known: set[Fingerprint] = field(default_factory=set)
    #: Those that no longer occur in the files that were looked at.
    stale: list[Fingerprint] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How often each code occurs, by code."""
        counts: dict[str, int] = {}
        for item in self.reported:
            counts[item.finding.code] = counts.get(item.finding.code, 0) + 1
        return dict(sorted(counts.items()))


def gather(checked: Iterable[Checked], files: int, problems: Iterable[Problem]) -> Results:
    """All files' results, sorted as flake8 sorts them."""
    # Only what holds something is sorted: most files of a large tree do not.
    interesting = sorted((item for item in checked if any(item[1:])), key=lambda item: item.path)
    results = Results(files)
    for item in interesting:
        results.reported += item.reported
        results.problems += item.problems
        results.known.update(item.known)
    results.problems = sorted([*results.problems, *problems])
    return results

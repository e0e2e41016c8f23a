"""A survey in numbers: what every format of the report shows."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...files.discovery import Problem
from ...plans import Plan
from ...rules.registry import find
from ...settings.versions import SupportedRange, release
from .remedies import WAYS, Way
from .survey import CHECKLIST, Item, Survey
from .usage import Usage, is_migration

#: More folders than this are drawn together.
_FOLDERS = 20


class Rule(NamedTuple):
    """The findings of one rule."""

    code: str
    slug: str
    summary: str
    files: int
    #: How many can be settled in which way.
    ways: dict[Way, int]
    #: ``path:line`` of each finding.
    places: tuple[str, ...]

    @property
    def findings(self) -> int:
        return sum(self.ways.values())


class Folder(NamedTuple):
    """The files of one folder that use websockets, or hold findings."""

    path: str
    usages: dict[Usage, int]
    findings: int


class Check(NamedTuple):
    """A change that no error will show: one entry of the checklist."""

    what: str
    hint: str
    #: ``path:line`` of each place.
    places: tuple[str, ...]


class Range(NamedTuple):
    """A supported range and how many files it is for."""

    supported: SupportedRange
    places: tuple[str, ...]
    files: int

    @property
    def releases(self) -> str:
        """The range in words."""
        if self.supported.lowest == self.supported.newest:
            return self.supported.newest
        return f"{self.supported.lowest} to {self.supported.newest}"


class Unlock(NamedTuple):
    """What a higher lower bound would bring, all lower ones included."""

    release: str
    #: How many findings could then be fixed, safely or with review.
    fixable: int
    #: How many would be settled by the bound itself.
    settled: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The whole report."""

    #: The paths that the report is about, as they were given.
    paths: tuple[str, ...]
    files: int
    usages: dict[Usage, int]
    #: Findings on the way to the new implementation, by what settles them today.
    ways: dict[Way, int]
    migration: tuple[Rule, ...]
    #: Findings about managers and limits, which are no part of the migration.
    soundness: tuple[Rule, ...]
    folders: tuple[Folder, ...]
    checklist: tuple[Check, ...]
    ranges: tuple[Range, ...]
    unlocks: tuple[Unlock, ...]
    #: Why findings are left for a person, with how many.
    reasons: tuple[tuple[str, int], ...]
    #: Whether the fixer was tried; otherwise the ways are an estimate from above.
    tried: bool
    silenced: int
    problems: tuple[Problem, ...]

    @property
    def using(self) -> int:
        """How many files use websockets."""
        return sum(self.usages.values())

    @property
    def left(self) -> int:
        """How many findings are left of the migration."""
        return sum(self.ways.values())

    @property
    def unread(self) -> int:
        """How many files could not be read as Python."""
        return len({problem.path for problem in self.problems})

    @property
    def percent(self) -> int:
        """How many files in a hundred are modern; 100 means all of them."""
        if not self.using:
            return 100
        return self.usages[Usage.MODERN] * 100 // self.using


def summarize(survey: Survey, paths: Sequence[str] = ()) -> Summary:
    """Count; ``paths`` are those that were asked for."""
    migration = [item for item in survey.items if is_migration(item.finding.code)]
    soundness = [item for item in survey.items
                 if not is_migration(item.finding.code) and item.finding.code != CHECKLIST]
    return Summary(
        paths=tuple(paths),
        files=survey.files,
        usages=_counted(Usage, survey.usages.values()),
        ways=_counted(Way, (way_today(item, survey) for item in migration)),
        migration=_rules(migration, survey),
        soundness=_rules(soundness, survey),
        folders=_folders(survey, migration),
        checklist=_checklist(survey),
        ranges=_ranges(survey),
        unlocks=_unlocks(migration, survey),
        reasons=tuple(Counter(
            item.outcome.reason for item in migration
            if item.outcome is not None and item.outcome.reason).most_common()),
        tried=survey.tried,
        silenced=survey.silenced,
        problems=tuple(survey.problems),
    )


def way_today(item: Item, survey: Survey) -> Way:
    """What settles a finding under the range that is supported now.

    A replacement that the lowest release lacks cannot be written yet.
    """
    if item.outcome is not None:
        return item.outcome.way
    plan = item.finding.plan
    if not isinstance(plan, Plan) or not is_migration(item.finding.code):
        return item.remedy.way
    return WAYS[plan.applicability(survey.targets[item.path].supported)]


def _counted(kinds: Iterable, found: Iterable) -> dict:  # type: ignore[type-arg]
    counts = Counter(found)
    return {kind: counts[kind] for kind in kinds}


def _rules(items: Sequence[Item], survey: Survey) -> tuple[Rule, ...]:
    """By how often, most first."""
    by_code: dict[str, list[Item]] = {}
    for item in items:
        by_code.setdefault(item.finding.code, []).append(item)
    rows = []
    for code, found in by_code.items():
        rule = find(code)
        rows.append(Rule(
            code, rule.slug if rule else "internal-error",
            rule.summary if rule else "Error of flake8-modern-ws itself",
            len({item.path for item in found}),
            _counted(Way, (way_today(item, survey) for item in found)),
            tuple(map(_place, found))))
    return tuple(sorted(rows, key=lambda row: (-row.findings, row.code)))


def _folders(survey: Survey, migration: Sequence[Item]) -> tuple[Folder, ...]:
    paths = {*survey.usages, *(item.path for item in migration)}
    parents = {path: os.path.dirname(os.path.normpath(path)) or "." for path in paths}
    depth = max((parent.count(os.sep) for parent in parents.values()), default=0)
    while len(set(parents.values())) > _FOLDERS and depth > 0:
        parents = {path: os.sep.join(parent.split(os.sep)[:depth])
                   for path, parent in parents.items()}
        depth -= 1
    findings = Counter(parents[item.path] for item in migration)
    rows = [
        Folder(folder, _counted(Usage, (survey.usages[path] for path in paths
                                        if parents[path] == folder and path in survey.usages)),
               findings[folder])
        for folder in sorted(set(parents.values()))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.findings, row.path)))


def _checklist(survey: Survey) -> tuple[Check, ...]:
    """Each kind of change once, with its places."""
    found: dict[tuple[str, str], list[str]] = {}
    for item in survey.items:
        if item.finding.code == CHECKLIST:
            key = (item.finding.message, item.finding.hint)
            found.setdefault(key, []).append(_place(item))
    return tuple(Check(what, hint, tuple(dict.fromkeys(where)))
                 for (what, hint), where in sorted(found.items(), key=lambda x: -len(x[1])))


def _place(item: Item) -> str:
    return f"{os.path.normpath(item.path)}:{item.finding.span.line}"


def _ranges(survey: Survey) -> tuple[Range, ...]:
    counts = Counter(survey.targets.values())
    return tuple(Range(target.supported, target.places, files)
                 for target, files in counts.most_common())


def _unlocks(migration: Sequence[Item], survey: Survey) -> tuple[Unlock, ...]:
    """What each higher lower bound that some finding waits for would bring."""
    waiting: list[tuple[str, Item, bool]] = []
    for item in migration:
        supported = survey.targets[item.path].supported
        for bound, settles in ((item.remedy.since, False), (item.remedy.settled_by, True)):
            if bound is not None and supported.declared and not supported.guarantees(bound):
                if settles or item.remedy.way is not Way.HAND:
                    waiting.append((bound, item, settles))
    rows = []
    for bound in sorted({bound for bound, _, _ in waiting}, key=release):
        reached = [(item, settles) for other, item, settles in waiting
                   if release(other) <= release(bound)]
        settled = {item for item, settles in reached if settles}
        fixable = {item for item, settles in reached if not settles} - settled
        where = dict.fromkeys(place for item, _ in reached
                              for place in survey.targets[item.path].places)
        rows.append(Unlock(bound, len(fixable), len(settled), tuple(where)))
    return tuple(rows)

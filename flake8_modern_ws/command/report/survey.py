"""Looks at all files of a run: their findings, and how they use ``websockets``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ...baseline import Baseline
from ...files import reading
from ...files.configuration import Configuration
from ...files.discovery import STANDARD_INPUT, Found, Problem
from ...files.noqa import Suppressions
from ...files.selection import FileSelection, Selection
from ...findings import INTERNAL, Finding
from ...model.linked import Linked
from ...settings import dependencies, places
from ...settings.project import Projects
from ...settings.versions import SupportedRange
from ..checking import check_files
from ..project import facts_of
from ..results import gather
from . import trial
from .remedies import Remedy, remedy
from .trial import Outcome
from .usage import Usage, usage

#: The rule that the checklist comes from; it is off by default.
CHECKLIST = "WS309"


class Item(NamedTuple):
    """One finding with what settles it."""

    path: str
    finding: Finding
    remedy: Remedy
    #: What the fixer makes of it; None if it has not been tried.
    outcome: Outcome | None = None


class Target(NamedTuple):
    """A supported range of websockets, and where it is declared: ``path:line`` each."""

    supported: SupportedRange
    places: tuple[str, ...]


@dataclass
class Survey:
    """What was found."""

    #: How many files were looked at.
    files: int
    #: The files that use websockets.
    usages: dict[str, Usage] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    #: How many findings are silenced, by comments or by the configuration.
    silenced: int = 0
    problems: list[Problem] = field(default_factory=list)
    #: The target of each file that uses websockets or holds a finding.
    targets: dict[str, Target] = field(default_factory=dict)
    #: Whether the fixer was tried.
    tried: bool = False


def survey(found: Found, configuration: Configuration, jobs: int) -> Survey:
    """Check the files as ``check`` does, with the checklist's rule, and look at their imports."""
    settings = replace(
        configuration.settings, enable=configuration.settings.enable | {CHECKLIST})
    everything = replace(configuration, settings=settings, disable_noqa=True,
                         selection=FileSelection(Selection()))
    paths = [path for path in found.files if path != STANDARD_INPUT]
    # What a baseline knows is left to do all the same.
    nothing = Baseline(os.path.join(os.curdir, "baseline"), frozenset())
    facts = facts_of(paths, everything)
    results = gather(
        check_files(paths, everything, nothing, jobs=jobs, facts=facts), len(paths),
        found.problems)
    findings: dict[str, list[Finding]] = {}
    for reported in results.reported:
        findings.setdefault(reported.path, []).append(reported.finding)
    result = Survey(len(paths), problems=results.problems)
    targets = _Targets(Projects(settings), configuration)
    for path, file in _worth_a_look(paths, findings):
        here = findings.get(path, [])
        shown = [*_shown(path, file, here, configuration)]
        result.silenced += len(here) - len(shown)
        result.items += [Item(path, finding, remedy(finding)) for finding in shown]
        source = reading.parse(file)
        used = None if isinstance(source, Problem) else usage(
            source.tree, here, targets.projects.is_local("websockets", path))
        if used is not None:
            result.usages[path] = used
        if used is not None or shown:
            result.targets[path] = targets.of(path)
    if trial.is_possible():
        result.tried = True
        result.items = _tried(result.items, paths, configuration, jobs, facts)
    return result


def _tried(
    items: list[Item], paths: list[str], configuration: Configuration, jobs: int,
    facts: dict[str, Linked],
) -> list[Item]:
    """The items with what the fixer makes of them."""
    by_path: dict[str, list[Finding]] = {}
    for item in items:
        if item.finding.code != CHECKLIST:
            by_path.setdefault(item.path, []).append(item.finding)
    outcomes = {path: iter(found) for path, found in trial.outcomes(
        by_path, paths, configuration, jobs, facts).items()}
    return [item if item.finding.code == CHECKLIST else item._replace(
        outcome=next(outcomes[item.path])) for item in items]


def _worth_a_look(
    paths: Iterable[str], findings: dict[str, list[Finding]]
) -> Iterator[tuple[str, reading.File]]:
    for path in sorted(paths):
        data = reading.read_bytes(path)
        if not isinstance(data, Problem) and (path in findings or b"websockets" in data):
            yield path, reading.decode(path, data)[0]


def _shown(
    path: str, file: reading.File, findings: list[Finding], configuration: Configuration
) -> Iterator[Finding]:
    """The findings that ``check`` would show, and those for the checklist."""
    suppressions = Suppressions(() if configuration.disable_noqa else file.lines)
    for finding in findings:
        selected = finding.code == INTERNAL or configuration.selection.reports(finding.code, path)
        if selected and not suppressions.covers(finding.code, finding.span.line):
            yield finding


class _Targets:
    """The targets of files, found once for each folder."""

    def __init__(self, projects: Projects, configuration: Configuration) -> None:
        self.projects = projects
        self._stated = configuration.settings.websockets != "auto"
        self._origin = _origin(configuration)
        self._found: dict[str, Target] = {}

    def of(self, path: str) -> Target:
        """The target of a file."""
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._found:
            supported = self.projects.supported("websockets", path)
            where: tuple[str, ...] = ()
            if self._stated:
                where = (self._origin,) if self._origin else ()
            else:
                declaration = dependencies.find("websockets", folder)
                if declaration is not None:
                    where = tuple(places.declared("websockets", declaration))
            self._found[folder] = Target(supported, tuple(map(_relative, where)))
        return self._found[folder]


def _origin(configuration: Configuration) -> str:
    """Where the option that states the range stands."""
    found = (configuration.origins or {}).get("ws_websockets")
    if found is not None:
        return found
    path = configuration.settings.origins.get("websockets", "")
    text = dependencies.read_text(path) or ""
    return places.show(path, places.toml_line(text, "tool.flake8-modern-ws.websockets"))


def _relative(place: str) -> str:
    here = os.getcwd() + os.sep
    return place.removeprefix(here)

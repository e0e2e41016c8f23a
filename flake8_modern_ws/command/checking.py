"""Checks files: one after the other, or spread over processes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..baseline import Baseline, Fingerprint, fingerprints
from ..files import reading
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT, Problem
from ..findings import Finding, internal_error
from ..plans import Plan

if TYPE_CHECKING:
    from ..engine import Engine
    from ..fixing.handed_on import Pair
    from ..model.linked import Linked
    from ..source import Source
    from .proposing import Proposal, Proposer

#: Parsed source, in characters, after which garbage is collected: trees of some 10 MB.
_COLLECT_AFTER = 100_000


class Reported(NamedTuple):
    """A finding that is shown, with what a face needs of its file."""

    path: str
    finding: Finding
    #: The physical line that the finding stands on, without its end.
    line: str
    #: The columns of its span in UTF-16 code units, from 0.
    utf16_column: int
    utf16_end_column: int
    fingerprint: Fingerprint
    #: What would mend it, if that was asked for.
    proposal: Proposal | None = None


class Checked(NamedTuple):
    """One file: what is reported, and what went wrong."""

    path: str
    reported: list[Reported]
    problems: list[Problem]
    #: The entries of the baseline that occur in it.
    known: list[Fingerprint] = []


class Run(NamedTuple):
    """What every process of a run is told."""

    configuration: Configuration
    baseline: Baseline
    stdin_display_name: str = "stdin"
    #: What the other files tell about a file, by path.
    facts: Mapping[str, Linked] = {}
    #: What the files take from one another, if fixes are to be proposed.
    handed_on: frozenset[Pair] | None = None

    def begin(self) -> Callable[[str], Checked]:
        """What checks one file."""
        return Checker(self).check

    def tells(self, answer: Checked) -> bool:
        """Whether there is anything to show of a file."""
        return any(answer[1:])

    def lost(self, path: str) -> Checked:
        """What is shown of a file whose process has died."""
        return Checked(path, [], [Problem(path, "was not checked: its process ended unexpectedly")])


class Checker:
    """Checks the files of a run; made once in each process."""

    def __init__(self, run: Run) -> None:
        configuration = run.configuration
        self._configuration = configuration
        self._baseline = run.baseline
        self._stdin_display_name = run.stdin_display_name
        self._words = configuration.settings.words
        self._prefilter = reading.Prefilter(self._words)
        self._engine: Engine | None = None
        self._handed_on = run.handed_on
        self._facts = run.facts
        self._proposer: Proposer | None = None
        self._parsed = 0

    def check(self, path: str) -> Checked:
        """Check one file. Never raises."""
        if path == STANDARD_INPUT:
            return self._standard_input()
        data = reading.read_bytes(path)
        if isinstance(data, Problem):
            return Checked(path, [], [data])
        if path not in self._facts and not self._prefilter.passes(data):
            return Checked(path, [], [])
        file, problem = reading.decode(path, data)
        return self._check(file, data, [] if problem is None else [problem])

    def _standard_input(self) -> Checked:
        name = self._stdin_display_name or "stdin"
        data = reading.read_standard_input(name)
        if isinstance(data, Problem):
            return Checked(name, [], [data])
        file = reading.decode_standard_input(name, data)
        if isinstance(file, Problem):
            return Checked(name, [], [file])
        return self._check(file, data, [])

    def _check(self, file: reading.File, data: bytes, problems: list[Problem]) -> Checked:
        from ..files.noqa import Suppressions
        from ..words import mentions_tokens

        if file.path not in self._facts and not mentions_tokens(file.lines, self._words):
            return Checked(file.path, [], [])
        suppressions = Suppressions(() if self._configuration.disable_noqa else file.lines)
        if suppressions.whole_file:
            return Checked(file.path, [], [])
        self._make_room(file)
        source = reading.parse(file)
        if isinstance(source, Problem):
            return Checked(file.path, [], [*problems, source])
        findings = self._findings(source)
        if not findings:
            return Checked(file.path, [], problems)
        reports = self._configuration.selection.reports
        known = self._baseline.entries
        reported: list[Reported] = []
        occurring: list[Fingerprint] = []
        prints = fingerprints(source, findings, self._baseline.name(file.path))
        for finding, fingerprint in zip(findings, prints):
            if not reports(finding.code, file.path) or suppressions.covers(
                    finding.code, finding.span.line):
                continue
            if fingerprint in known:
                occurring.append(fingerprint)
            else:
                reported.append(_reported(source, finding, fingerprint))
        return Checked(file.path, self._proposed(file.path, data, reported), problems, occurring)

    def _proposed(self, path: str, data: bytes, reported: list[Reported]) -> list[Reported]:
        if self._handed_on is None or self._engine is None or not reported:
            return reported
        from .proposing import Proposer, key

        if self._proposer is None:
            # Without the project's facts: a proposal has to stand on its own.
            from ..engine import Engine

            self._proposer = Proposer(
                Engine(self._configuration.settings), self._handed_on)
        proposals = self._proposer.propose(path, data, [item.finding for item in reported])
        return [item._replace(proposal=proposals.get(key(item.finding))) for item in reported]

    def _findings(self, source: Source) -> list[Finding]:
        try:
            if self._engine is None:
                from ..engine import Engine

                self._engine = Engine(self._configuration.settings, self._facts)
                gc.freeze()
        except Exception as error:  # as in the plugin: one error of ours must not end the run
            return [internal_error("the preparation", error)]
        return self._engine.check(source)

    def _make_room(self, file: reading.File) -> None:
        """Collect garbage now and then: left to Python, it costs a fifth more."""
        gc.disable()
        self._parsed += sum(map(len, file.lines))
        if self._parsed > _COLLECT_AFTER:
            self._parsed = 0
            gc.collect()


def _reported(source: Source, finding: Finding, fingerprint: Fingerprint) -> Reported:
    span = finding.span
    line = _line(source, span.line)
    end = line if span.end_line == span.line else _line(source, span.end_line)
    return Reported(source.filename, _light(finding), line, _utf16(line, span.column),
                    _utf16(end, span.end_column), fingerprint)


def _light(finding: Finding) -> Finding:
    """The finding with no more of its plan than can leave this process: no node of the tree."""
    plan = finding.plan
    if not isinstance(plan, Plan):
        return finding
    return finding._replace(
        plan=Plan(plan.fix, plan.since, plan.implementation))


def _line(source: Source, number: int) -> str:
    if not 0 < number <= len(source.lines):
        return ""
    return source.lines[number - 1].rstrip("\r\n")


def _utf16(line: str, column: int) -> int:
    """A column in characters as one in UTF-16 code units, both from 0."""
    if line.isascii():
        return column
    return column + sum(character > "\uffff" for character in line[:column])


def check_files(
    paths: list[str], configuration: Configuration, baseline: Baseline, *, jobs: int = 1,
    stdin_display_name: str = "stdin", facts: Mapping[str, Linked] | None = None,
    handed_on: frozenset[Pair] | None = None,
) -> Iterator[Checked]:
    """Check files, in any order. What stands in the way of one is a problem of that one."""
    run = Run(configuration, baseline, stdin_display_name, facts or {}, handed_on)
    if jobs > 1 and STANDARD_INPUT not in paths:
        from .workers import enough, spread

        if enough(paths, configuration):
            yield from spread(paths, run, jobs)
            return
    collecting = gc.isenabled()
    try:
        yield from map(Checker(run).check, paths)
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()

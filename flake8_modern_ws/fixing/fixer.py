"""Fixes the text of one file and proves the result."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Callable, Container, Mapping
from typing import NamedTuple

from ..catalog.rows import Fix
from ..engine import Engine, Uncollected
from ..findings import INTERNAL, Finding
from ..plans import Plan
from ..rules.rule import Context
from ..settings.versions import SupportedRange
from ..source import Source
from .document import Document, split_lines
from .edits import splice
from .imports import Imports
from .planners import change_for
from .reasons import Reason, Withheld
from .subject import Subject
from .units import Planned, compatible, units

#: A change can make room for another; more rounds than this mean that they chase each other.
_ROUNDS = 5
#: Where a shared manager belongs is a decision: no plan of these families.
_NEVER_FIXED = frozenset({"WS4"})
#: How often the fixer starts again without the changes that did not pass.
_ATTEMPTS = 3


class Left(NamedTuple):
    """A finding that stays, and why; ``blockers`` are others that hold it back."""

    finding: Finding
    reason: Reason
    because: str
    blockers: tuple[Finding, ...] = ()

    @property
    def detail(self) -> str:
        """The reason in words, with the lines of the blockers."""
        listed = ", ".join(f"{item.code} in line {item.span.line}" for item in self.blockers)
        return f"{self.because}: {listed}" if listed else self.because


class Result(NamedTuple):
    """The new text, what was fixed (places in the old text), and what was left (in the new).

    ``supported`` is the range of websockets that decided what may be written.
    """

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]
    supported: SupportedRange | None = None


class _Round(NamedTuple):
    text: str
    changed: bool
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]
    findings: list[Finding]
    #: The fixed findings, those that were fixed together in one list.
    units: list[list[Finding]]
    supported: SupportedRange | None


#: What a finding is known by while the text around it changes.
Key = tuple[str, str]


def _key(finding: Finding) -> Key:
    return finding.code, finding.message


class _Job(NamedTuple):
    """One file to fix: ``refused`` are findings that are left alone, None: all of them."""

    filename: str
    wanted: Callable[[Finding, str], bool]
    kept_names: Container[str]
    refused: frozenset[Key] | None
    held: Mapping[str, str] | None = None
    loose_names: Container[str] | None = None

    @property
    def known(self) -> frozenset[Key]:
        return self.refused or frozenset()


class Fixer:
    """Fixes texts under one set of settings.

    ``wanted`` says which findings may be fixed (selection, ``noqa``); ``unsafe`` also applies
    the fixes that need review. ``kept_names`` are names that other files import from this one.
    """

    def __init__(self, engine: Engine, unsafe: bool = False) -> None:
        self._engine = engine
        self._unsafe = unsafe

    def fix(
        self, text: str, filename: str,
        wanted: Callable[[Finding, str], bool] = lambda finding, text: True,
        kept_names: Container[str] = (), held: Mapping[str, str] | None = None,
        loose_names: Container[str] | None = None,
    ) -> Result:
        """The fixed text. Raises ``SyntaxError`` or ``ValueError`` if the text does not parse.

        The text comes without a byte order mark. ``held`` maps a side, clients or
        servers, to another file that keeps this one legacy. ``loose_names`` are those of
        ``kept_names`` that files take which are not fixed with this one; all if not given.
        """
        with Uncollected():
            return self._fix(text, _Job(
                filename, wanted, kept_names, frozenset(), held, loose_names))

    def _fix(self, text: str, job: _Job) -> Result:
        refused: set[Key] = set()
        objection = ""
        for _ in range(_ATTEMPTS):
            job = job._replace(refused=frozenset(refused))
            result, blamed, reason = self._attempt(text, job)
            if result is not None:
                return result._replace(left=tuple(
                    item._replace(because=objection) if item.reason is Reason.UNVERIFIED else item
                    for item in result.left))
            objection = reason
            refused |= blamed
        untouched = self._round(text, job._replace(refused=None))
        return Result(text, (), tuple(
            item._replace(because=objection) if item.reason is Reason.UNVERIFIED else item
            for item in untouched.left), untouched.supported)

    def _attempt(self, text: str, job: _Job) -> tuple[Result | None, set[Key], str]:
        """Rounds until nothing changes; without a result, what is to be left out, and why."""
        first = current = self._round(text, job, _NEVER_FIXED)
        if not first.changed:
            first = current = self._round(text, job)
        fixed = list(first.fixed)
        for _ in range(_ROUNDS):
            if not current.changed:
                return Result(
                    current.text, tuple(fixed), current.left, first.supported), set(), ""
            following, reason = self._verified(current.text, job, first.findings, fixed)
            if following is None or reason is not None:
                return None, self._blamed(text, job, first), reason or ""
            current = following
            fixed += current.fixed
        return None, {_key(item) for item in current.fixed}, "the changes do not come to an end"

    def _blamed(self, text: str, job: _Job, first: _Round) -> set[Key]:
        """The findings whose changes, made alone, do not pass; all of them if each does."""
        blamed: set[Key] = set()
        for members in first.units if len(first.units) > 1 else ():
            others = {_key(item) for item in first.fixed} - {_key(item) for item in members}
            alone = self._round(text, job._replace(refused=job.known | others))
            if alone.changed and self._verified(
                alone.text, job, first.findings, list(alone.fixed)
            )[1] is not None:
                blamed |= {_key(item) for item in members}
        return blamed or {_key(item) for item in first.fixed}

    def _verified(
        self, text: str, job: _Job, before: list[Finding], fixed: list[Finding]
    ) -> tuple[_Round | None, str | None]:
        """The round after a change, and why the change is not accepted, if it is not."""
        try:
            following = self._round(text, job)
        except (SyntaxError, ValueError):
            return None, "the result does not parse"
        return following, _objection(before, fixed, following)

    def _round(
        self, text: str, job: _Job, without: frozenset[str] = frozenset()
    ) -> _Round:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        source = Source(job.filename, split_lines(text), tree)
        findings, context = self._engine.analyse(source, without)
        if context is None or not any(finding.plan is not None for finding in findings):
            return _Round(
                text, False, (), self._unplanned(findings, job, text), findings, [], None)
        subject = Subject(Document(text, source), context, job.kept_names, job.loose_names)
        planned = self._planned(findings, subject, context, job, text)
        candidates = units(planned, subject, job.held)
        edits = compatible(candidates, subject)
        if not edits:  # what goes with the change of another finding is no change by itself
            for item in planned:
                if item.change is not None:
                    item.change, item.withheld = None, Withheld(
                        Reason.PARTIAL_FILE, "goes with a finding that is not fixed")
        fixed = tuple(item.finding for item in planned if item.change is not None)
        left = [
            Left(item.finding, item.withheld.reason,
                 item.withheld.detail or item.withheld.reason.text, item.withheld.blockers)
            for item in planned if item.change is None and item.withheld is not None
            and item.withheld.reason is not Reason.NOT_SELECTED
        ]
        left += self._unplanned(findings, job, text)
        changed = [[member.finding for member in unit.members if member.change is not None]
                   for unit in candidates]
        return _Round(splice(text, edits), bool(edits), fixed, tuple(left), findings,
                      [members for members in changed if members], subject.supported)

    def _unplanned(
        self, findings: list[Finding], job: _Job, text: str
    ) -> tuple[Left, ...]:
        return tuple(
            Left(finding, Reason.MANUAL, Reason.MANUAL.text) for finding in findings
            if finding.plan is None and job.wanted(finding, text))

    def _planned(
        self, findings: list[Finding], subject: Subject, context: Context,
        job: _Job, text: str,
    ) -> list[Planned]:
        imports = Imports(subject)
        planned: list[Planned] = []
        for finding in findings:
            plan = finding.plan
            if not isinstance(plan, Plan):
                continue
            item = Planned(finding, None)
            planned.append(item)
            try:
                self._admit(finding, plan, subject, context, job, text)
                item.change = change_for(plan, subject, imports)
            except Withheld as reason:
                item.withheld = reason
        return planned

    def _admit(
        self, finding: Finding, plan: Plan, subject: Subject, context: Context,
        job: _Job, text: str,
    ) -> None:
        """Raise ``Withheld`` for what must not be fixed, whether or not it can be."""
        if not job.wanted(finding, text):
            raise Withheld(Reason.NOT_SELECTED)
        if job.refused is None or _key(finding) in job.refused:
            raise Withheld(Reason.UNVERIFIED)
        if subject.document.has_lone_returns:
            raise Withheld(Reason.LONE_CARRIAGE_RETURN)
        library = "uvicorn" if finding.code.startswith("WS5") else "websockets"
        fix = plan.applicability(context.supported(library))
        if fix is Fix.MANUAL:
            if plan.fix is Fix.MANUAL:
                raise Withheld(Reason.MANUAL)
            raise Withheld(Reason.BELOW_MINIMUM)
        if fix is Fix.UNSAFE and not self._unsafe:
            raise Withheld(Reason.UNSAFE)


def _objection(
    before: list[Finding], fixed: list[Finding], after: _Round
) -> str | None:
    """Why the result of a round is not accepted; None if it is.

    What was fixed is gone, and nothing has come that was not there and stays. Limits that were
    off before show once it is known which function is called; no other change touches them.
    """
    known = Counter(map(_key, before))
    judged = {"WS1", "WS2", "WS3"} | {finding.code[:3] for finding in fixed}
    now = Counter(_key(finding) for finding in after.findings if finding.code[:3] in judged)
    staying = now - Counter(map(_key, after.fixed))
    new = staying - known
    if new:
        code, message = next(iter(new))
        return f"the result has a new finding: {code} {message}"
    if any(finding.code == INTERNAL for finding in after.findings):
        return "the result could not be analysed"
    gone = Counter(map(_key, fixed))
    for key, count in gone.items():
        if staying[key] > max(0, known[key] - count):
            return f"the finding is still there: {key[0]} {key[1]}"
    return None

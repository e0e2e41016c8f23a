"""Fixes the text of one file and proves the result."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Callable, Container
from typing import NamedTuple

from ..catalog.rows import Fix
from ..engine import Engine
from ..findings import INTERNAL, Finding
from ..plans import Plan
from ..rules.rule import Context
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


class Left(NamedTuple):
    """A finding that stays, and why."""

    finding: Finding
    reason: Reason
    detail: str


class Result(NamedTuple):
    """The new text, what was fixed (places in the old text), and what was left (in the new)."""

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]


class _Round(NamedTuple):
    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]
    findings: list[Finding]


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
        kept_names: Container[str] = (),
    ) -> Result:
        """The fixed text. Raises ``SyntaxError`` or ``ValueError`` if the text does not parse.

        The text comes without a byte order mark.
        """
        first = current = self._round(text, filename, wanted, kept_names)
        fixed = list(first.fixed)
        rounds = 1
        while current.text != text and rounds < _ROUNDS:
            following = self._round(current.text, filename, wanted, kept_names)
            reason = _objection(first.findings, fixed, following.findings)
            if reason is not None:
                return self._refused(first, fixed, text, reason)
            text_before, current = current.text, following
            if current.text == text_before:
                return Result(current.text, tuple(fixed), current.left)
            fixed += current.fixed
            rounds += 1
        if current.text == text:
            return Result(text, (), current.left)
        return self._refused(first, fixed, text, "the changes do not come to an end")

    def _refused(
        self, first: _Round, fixed: list[Finding], text: str, reason: str
    ) -> Result:
        left = [Left(finding, Reason.UNVERIFIED, reason) for finding in first.fixed]
        return Result(text, (), (*first.left, *left))

    def _round(
        self, text: str, filename: str, wanted: Callable[[Finding, str], bool],
        kept_names: Container[str],
    ) -> _Round:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        source = Source(filename, split_lines(text), tree)
        findings, context = self._engine.analyse(source)
        if context is None or not any(finding.plan is not None for finding in findings):
            return _Round(text, (), self._unplanned(findings, wanted, text), findings)
        subject = Subject(Document(text, source), context, kept_names)
        planned = self._planned(findings, subject, context, wanted, text)
        edits = compatible(units(planned, subject), subject)
        fixed = tuple(item.finding for item in planned if item.change is not None)
        left = [
            Left(item.finding, item.withheld.reason,
                 item.withheld.detail or item.withheld.reason.text)
            for item in planned if item.change is None and item.withheld is not None
            and item.withheld.reason is not Reason.NOT_SELECTED
        ]
        left += self._unplanned(findings, wanted, text)
        return _Round(splice(text, edits) if edits else text, fixed, tuple(left), findings)

    def _unplanned(
        self, findings: list[Finding], wanted: Callable[[Finding, str], bool], text: str
    ) -> tuple[Left, ...]:
        return tuple(
            Left(finding, Reason.MANUAL, Reason.MANUAL.text) for finding in findings
            if finding.plan is None and wanted(finding, text))

    def _planned(
        self, findings: list[Finding], subject: Subject, context: Context,
        wanted: Callable[[Finding, str], bool], text: str,
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
                self._admit(finding, plan, subject, context, wanted, text)
                item.change = change_for(plan, subject, imports)
            except Withheld as reason:
                item.withheld = reason
        return planned

    def _admit(
        self, finding: Finding, plan: Plan, subject: Subject, context: Context,
        wanted: Callable[[Finding, str], bool], text: str,
    ) -> None:
        """Raise ``Withheld`` for what must not be fixed, whether or not it can be."""
        if not wanted(finding, text):
            raise Withheld(Reason.NOT_SELECTED)
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
    before: list[Finding], fixed: list[Finding], after: list[Finding]
) -> str | None:
    """Why the result of a round is not accepted; None if it is.

    What was fixed is gone, and nothing has come that was not there.
    """
    known = Counter((finding.code, finding.message) for finding in before)
    now = Counter((finding.code, finding.message) for finding in after)
    new = now - known
    if new:
        code, message = next(iter(new))
        return f"the result has a new finding: {code} {message}"
    if any(finding.code == INTERNAL for finding in after):
        return "the result could not be analysed"
    gone = Counter((finding.code, finding.message) for finding in fixed)
    for key, count in gone.items():
        if now[key] > known[key] - count:
            return f"the finding is still there: {key[0]} {key[1]}"
    return None

"""JSON with a stable schema: ``docs/json.md``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ... import __version__
from ...rules.registry import find
from ..checking import Reported
from ..results import Results

if TYPE_CHECKING:
    from ..proposing import Proposal

#: Changes only when a reader of the former form would break.
SCHEMA_VERSION = 1


def render(results: Results) -> Iterator[str]:
    """The document, one finding after the other."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "flake8-modern-ws", "version": __version__},
        "findings": [finding(item) for item in results.reported],
        "problems": [{"path": _posix(problem.path), "reason": problem.reason}
                     for problem in results.problems],
        "baseline": {
            "known": len(results.known),
            "stale": [entry._asdict() for entry in results.stale]},
        "summary": {"files": results.files, "findings": len(results.reported),
                    "by_code": results.counts()},
    }
    yield json.dumps(document, indent=2)


def finding(item: Reported) -> dict[str, Any]:
    """One finding as an object."""
    reported, span = item.finding, item.finding.span
    return {
        "path": _posix(item.path),
        "code": reported.code,
        "rule": _slug(reported.code),
        "level": reported.level.name.lower(),
        "message": reported.message,
        "hint": reported.hint,
        "start": position(span.line, span.column, item.utf16_column),
        "end": position(span.end_line, span.end_column, item.utf16_end_column),
        "remedy": reported.remedy or None,
        "fix": None if item.proposal is None else fix(item.proposal),
    }


def fix(proposal: Proposal) -> dict[str, Any]:
    """A proposed fix as an object."""
    return {
        "safety": "safe" if proposal.safe else "unsafe",
        "edits": [
            {"start": position(*edit.start), "end": position(*edit.end), "text": edit.text}
            for edit in proposal.edits]}


def position(line: int, column: int, utf16_column: int) -> dict[str, int]:
    """A place; columns come from 0 and are shown from 1."""
    return {"line": line, "column": column + 1, "utf16_column": utf16_column + 1}


def _slug(code: str) -> str:
    rule = find(code)
    return "internal-error" if rule is None else rule.slug


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")

"""SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ... import __version__
from ...findings import INTERNAL
from ...rules.page import page
from ...rules.registry import all_rules
from ...rules.rule import Rule
from ..checking import Reported
from ..results import Results

if TYPE_CHECKING:
    from ..proposing import Proposal

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Paths are relative to this; who reads the log says where it is.
_ROOT = "SRCROOT"


def render(results: Results) -> Iterator[str]:
    """The log: one run, with the metadata of every rule."""
    rules = all_rules()
    indices = {rule.code: index for index, rule in enumerate(rules, start=1)}
    indices[INTERNAL] = 0
    run = {
        "tool": {"driver": {
            "name": "flake8-modern-ws", "semanticVersion": __version__, "version": __version__,
            "rules": [_INTERNAL_RULE, *map(_rule, rules)]}},
        # Columns count characters, not the UTF-16 code units that are SARIF's default.
        "columnKind": "unicodeCodePoints",
        "invocations": [{
            "executionSuccessful": not results.problems,
            "toolExecutionNotifications": [_notification(problem.path, problem.reason)
                                           for problem in results.problems]}],
        "results": [_result(item, indices) for item in results.reported],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


_INTERNAL_TEXT = (
    "A rule, or what prepares the rules, failed on this file; the run went on. Findings of the "
    "file may be missing. Please report it with the file, or with the part of it that shows the "
    "error.")
_INTERNAL_RULE = {
    "id": INTERNAL, "name": "internal-error",
    "shortDescription": {"text": "An error of flake8-modern-ws itself"},
    "fullDescription": {"text": "An error of flake8-modern-ws itself"},
    "help": {"text": _INTERNAL_TEXT, "markdown": _INTERNAL_TEXT},
    "defaultConfiguration": {"level": "error"},
}


def _rule(rule: Rule) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {
            "enabled": not rule.opt_in, "level": "note" if rule.opt_in else "warning"},
        "properties": {"since": rule.since, "tags": ["websockets"]},
    }


def _result(item: Reported, indices: dict[str, int]) -> dict[str, Any]:
    finding, span = item.finding, item.finding.span
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": finding.level.name.lower(),
        "message": {"text": finding.text.partition(" ")[2]},
        "locations": [{"physicalLocation": {
            "artifactLocation": _location(item.path),
            "region": {
                "startLine": span.line, "startColumn": span.column + 1,
                "endLine": span.end_line, "endColumn": span.end_column + 1}}}],
        "partialFingerprints": {"modernWs/v1": _digest(item)},
    }
    if item.proposal is not None:
        result["fixes"] = [_fix(item, item.proposal)]
    return result


def _fix(item: Reported, proposal: Proposal) -> dict[str, Any]:
    review = "" if proposal.safe else " (to be reviewed)"
    return {
        "description": {"text": item.finding.hint + review},
        "artifactChanges": [{
            "artifactLocation": _location(item.path),
            "replacements": [{
                "deletedRegion": {
                    "startLine": edit.start.line, "startColumn": edit.start.column + 1,
                    "endLine": edit.end.line, "endColumn": edit.end.column + 1},
                "insertedContent": {"text": edit.text}} for edit in proposal.edits]}]}


def _digest(item: Reported) -> str:
    """What stays when lines above the finding change: its fingerprint but for the path."""
    parts = json.dumps([*map(str, item.fingerprint[1:])])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _notification(path: str, reason: str) -> dict[str, Any]:
    return {
        "level": "error", "message": {"text": reason},
        "locations": [{"physicalLocation": {"artifactLocation": _location(path)}}]}


def _location(path: str) -> dict[str, str]:
    """Where a file is: relative to the root if it is below the working directory."""
    normal = os.path.normpath(path)
    if os.path.isabs(normal) or normal.startswith(".."):
        absolute = os.path.abspath(path).replace(os.sep, "/")
        return {"uri": "file://" + quote(os.fsencode(absolute))}
    return {"uri": quote(os.fsencode(normal.replace(os.sep, "/"))), "uriBaseId": _ROOT}

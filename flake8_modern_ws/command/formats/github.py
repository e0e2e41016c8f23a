"""Annotations of GitHub Actions.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from ...findings import Level
from ..checking import Reported
from ..results import Results

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(results: Results) -> Iterator[str]:
    """A line for each finding, and for each file that could not be checked."""
    for item in results.reported:
        yield _annotation(item)
    for problem in results.problems:
        yield f"::error file={_property(_path(problem.path))}::{_data(problem.reason)}"


def _annotation(item: Reported) -> str:
    finding, span = item.finding, item.finding.span
    properties = {
        "file": _path(item.path), "line": span.line, "col": span.column + 1,
        "endLine": span.end_line, "endColumn": span.end_column + 1, "title": finding.code}
    if span.end_line != span.line:  # columns are for places on one line
        del properties["col"], properties["endColumn"]
    stated = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {stated}::{_data(finding.text)}"


def _path(path: str) -> str:
    """Relative to the root of the checkout, which may be above the working directory."""
    root = os.environ.get("GITHUB_WORKSPACE")
    if root:
        absolute = os.path.abspath(path)
        if absolute.startswith(os.path.join(os.path.abspath(root), "")):
            return os.path.relpath(absolute, root).replace(os.sep, "/")
    return os.path.normpath(path).replace(os.sep, "/")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

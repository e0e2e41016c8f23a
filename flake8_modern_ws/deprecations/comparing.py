"""Which observed warnings the rules report in the source, and which they miss."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable
from typing import NamedTuple

from ..catalog.websockets_warnings import WARNINGS
from ..engine import Engine
from ..files import reading
from ..files.discovery import Problem
from ..findings import Finding
from ..settings.settings import Settings
from ..source import Source
from .collecting import Observation, is_installed

#: The dotted path that a message starts with.
_PATH = re.compile(r"(?:websockets|uvicorn)(?:\.\w+)+")

#: Rules that report a name where it is imported, or a function or class where it is defined.
_AT_ORIGIN = ("WS2", "WS302", "WS303", "WS308")


class Row(NamedTuple):
    """An observation beside the findings at its line."""

    observation: Observation
    times: int
    #: Codes of the findings that report it, or of the rules that report its cause elsewhere.
    codes: tuple[str, ...]


class Comparison(NamedTuple):
    """The observations in three groups."""

    #: Caused by a line of the project on which no rule reports it.
    missed: list[Row]
    #: Caused by a line of the project, and reported, also under a comment that silences it.
    reported: list[Row]
    #: Caused by another library, or by no line directly.
    elsewhere: list[Row]


def compare(observed: dict[Observation, int], settings: Settings) -> Comparison:
    """Check the files in which warnings were caused, each once, and compare."""
    engine = Engine(settings)
    paths = sorted({observation.path for observation in observed} - {""})
    files = {path: None if is_installed(path) else _checked(path, engine) for path in paths}
    result = Comparison([], [], [])
    everything = [finding for item in files.values() if item is not None for finding in item[1]]
    for observation, times in sorted(observed.items()):
        checked = files.get(observation.path)
        if checked is None:
            result.elsewhere.append(Row(observation, times, causes(observation)))
            continue
        codes = _codes(observation, *checked) or _at_origin(observation, everything)
        (result.reported if codes else result.missed).append(Row(observation, times, codes))
    return result


def causes(observation: Observation) -> tuple[str, ...]:
    """The rules that report what leads to a warning, from the function that emits it."""
    found: list[str] = []
    for (module, function), codes in WARNINGS.items():
        # Python 3.10 tells the last part of the name alone.
        if module == observation.module and f".{function}".endswith(f".{observation.function}"):
            found += codes
    return tuple(dict.fromkeys(found))


def _checked(path: str, engine: Engine) -> tuple[Source, list[Finding]] | None:
    """The tree and the findings of a file; None if it cannot be read."""
    data = reading.read_bytes(path)
    if isinstance(data, Problem):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = reading.parse(reading.decode(path, data)[0])
        if isinstance(source, Problem):
            return None
        return source, engine.check(source)


def _codes(observation: Observation, source: Source, findings: list[Finding]) -> tuple[str, ...]:
    """The codes of the findings that report an observation at its line."""
    return tuple(dict.fromkeys(
        finding.code for finding in _findings_at(observation.line, source, findings)
        if _speaks_of(finding, observation)))


def _at_origin(observation: Observation, findings: list[Finding]) -> tuple[str, ...]:
    """The codes that report the cause elsewhere: an import, a definition, not each use."""
    codes = [code for code in causes(observation) if code.startswith(_AT_ORIGIN)]
    return tuple(code for code in codes if any(finding.code == code for finding in findings))


def _findings_at(line: int, source: Source, findings: list[Finding]) -> Iterable[Finding]:
    """The findings within the statement that a line belongs to."""
    first, last = statement_lines(source.tree, line)
    return [finding for finding in findings
            if first <= finding.span.line <= last or first <= finding.span.end_line <= last]


def statement_lines(tree: ast.Module, line: int) -> tuple[int, int]:
    """The lines of the innermost statement around a line; of a block, those of its header."""
    first, last = line, line
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            end = node.end_lineno or node.lineno
            body = getattr(node, "body", None)
            if isinstance(body, list) and body:
                end = max(node.lineno, min(end, body[0].lineno - 1))
            if line <= end:
                first, last = node.lineno, end
    return first, last


def _speaks_of(finding: Finding, observation: Observation) -> bool:
    """Whether a finding is about what a warning names, if it names a path of the library."""
    path = _PATH.match(observation.message)
    if path is None:
        expected = causes(observation)
        return not expected or finding.code in expected
    return path[0].rpartition(".")[2] in finding.message

"""A baseline: findings that are known, so that only new ones are reported.

A finding is recognized by its code, the function or class that encloses it, and the text of its
line; not by its line number, which changes with every edit above it.
"""

from __future__ import annotations

import ast
import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .findings import Finding
from .settings.errors import SettingsError
from .source import Source

_VERSION = 1
#: Lines are cut here: what differs later only is told apart by its ordinal.
_LONGEST_TEXT = 200


class Fingerprint(NamedTuple):
    """What a finding is recognized by."""

    #: Relative to the folder of the baseline, with slashes.
    path: str
    code: str
    #: Dotted name of the enclosing functions and classes; empty at the top of the file.
    scope: str
    #: The line that the finding stands on, with its white space normalized.
    text: str
    #: How many findings before it in the file have the same code, scope and text.
    ordinal: int

    def __str__(self) -> str:
        within = f" in {self.scope}" if self.scope else ""
        return f"{self.path}: {self.code}{within}: {self.text}"


class Baseline(NamedTuple):
    """The content of a baseline file."""

    path: str
    entries: frozenset[Fingerprint]

    def name(self, path: str) -> str:
        """How the baseline calls a file."""
        return relative(path, os.path.dirname(self.path))

    def new(
        self, source: Source, findings: Sequence[Finding]
    ) -> list[tuple[Finding, Fingerprint]]:
        """Those findings of a file that are not known."""
        prints = fingerprints(source, findings, self.name(source.filename))
        return [pair for pair in zip(findings, prints) if pair[1] not in self.entries]


def relative(path: str, folder: str) -> str:
    """A path from a folder, with slashes; absolute if there is no way from it."""
    absolute = os.path.abspath(path)
    with contextlib.suppress(ValueError):  # another drive of Windows
        absolute = os.path.relpath(absolute, folder or os.curdir)
    return absolute.replace(os.sep, "/")


def locate(path: str) -> str:
    """The absolute path of a baseline.

    flake8 leaves a plain name as it is written, without telling where: it is looked for from
    the working directory upwards, as flake8's configuration is.
    """
    if os.path.dirname(path):
        return os.path.abspath(path)
    current = os.path.abspath(os.curdir)
    while not os.path.isfile(os.path.join(current, path)):
        above = os.path.dirname(current)
        if above == current:
            return os.path.abspath(path)
        current = above
    return os.path.join(current, path)


def load(path: str) -> Baseline:
    """Read a baseline. Raises ``SettingsError`` if it is missing or no baseline."""
    import json

    try:
        with open(path, "rb") as file:
            document = json.loads(file.read())
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such baseline. 'modern-ws check --baseline "
                            f"{path} --write-baseline' records one") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise SettingsError(f"{path}: is not a baseline: {reason}") from None
    try:
        if document["version"] != _VERSION:
            raise SettingsError(f"{path}: is a baseline of version {document['version']!r}; "
                                f"this release reads version {_VERSION}")
        entries = frozenset(_fingerprint(entry) for entry in document["findings"])
    except (KeyError, TypeError):
        raise SettingsError(f"{path}: is not a baseline: it lacks what 'modern-ws check "
                            "--write-baseline' writes") from None
    return Baseline(path, entries)


def _fingerprint(entry: dict[str, object]) -> Fingerprint:
    values = [entry[name] for name in Fingerprint._fields]
    if not all(isinstance(value, str) for value in values[:-1]) or type(values[-1]) is not int:
        raise TypeError
    return Fingerprint(*values)  # type: ignore[arg-type]


def dump(entries: Iterable[Fingerprint]) -> bytes:
    """The content of a baseline file: an entry a line, sorted, so that merges stay easy."""
    import json

    lines = ",\n".join(f"    {json.dumps(entry._asdict())}" for entry in sorted(entries))
    body = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": {_VERSION},\n  "findings": {body}\n}}\n'.encode()


def fingerprints(source: Source, findings: Sequence[Finding], name: str) -> list[Fingerprint]:
    """The fingerprints of all findings of a file, which are in its order.

    ``name`` is how the baseline calls the file. All findings are needed, also those that
    comments silence: they count for the ordinals.
    """
    seen: dict[tuple[str, str, str], int] = {}
    made: list[Fingerprint] = []
    for finding in findings:
        span = finding.span
        line = source.lines[span.line - 1] if 0 < span.line <= len(source.lines) else ""
        text = " ".join(line[:10 * _LONGEST_TEXT].split())[:_LONGEST_TEXT]
        key = finding.code, ".".join(_enclosing(source, span.line, span.column)), text
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        made.append(Fingerprint(name, *key, ordinal))
    return made


def _enclosing(source: Source, line: int, column: int) -> Iterator[str]:
    """The names of the functions and classes around a place, from the outside."""
    body: list[ast.AST] = [*source.tree.body]
    while body:
        around = next((node for node in body if _holds(source, node, line, column)), None)
        if around is None:
            return
        if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield around.name
        if isinstance(around, ast.Match):
            body = [child for case in around.cases for child in case.body]
        else:
            body = [child for child in ast.iter_child_nodes(around)
                    if isinstance(child, (ast.stmt, ast.excepthandler))]


def _holds(source: Source, node: ast.AST, line: int, column: int) -> bool:
    span = source.span(node)
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)

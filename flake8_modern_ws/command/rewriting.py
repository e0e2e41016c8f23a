"""Fixes files: reads, fixes in memory, and puts the new content in place of the old."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..files import reading
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT, Problem
from ..files.noqa import Suppressions
from ..findings import Finding
from ..fixing.document import split_lines
from ..fixing.handed_on import Pair, handed_on, mentions, module_name, taken
from ..model.linked import NOTHING, Linked
from ..plans import Plan
from ..settings.versions import SupportedRange
from ..words import mentions_tokens
from .writing import replace_file

if TYPE_CHECKING:
    from ..fixing.fixer import Fixer, Left

#: From so many files on, a second process is worth its start.
_WORTH = 12


class Rewritten(NamedTuple):
    """One file: its content before and after, what was fixed, what was left and why."""

    path: str
    before: bytes
    after: bytes
    text_before: str
    text_after: str
    fixed: tuple[Finding, ...]
    left: tuple[Left, ...]
    problem: Problem | None = None
    #: The sides (clients, servers, or empty for both) that leave the legacy implementation, and
    #: those that something keeps there.
    leaves: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()

    @property
    def changed(self) -> bool:
        return self.before != self.after


class Rewriter:
    """Fixes files under one configuration; made once in each process."""

    def __init__(
        self, configuration: Configuration, unsafe: bool, pairs: frozenset[Pair] = frozenset(),
        stdin_display_name: str = "stdin", facts: Mapping[str, Linked] | None = None,
        held: Mapping[str, dict[str, str]] | None = None, loose: frozenset[Pair] | None = None,
    ) -> None:
        self._loose = pairs if loose is None else loose
        self._facts = facts
        self._held = held or {}
        self._configuration = configuration
        self._unsafe = unsafe
        self._pairs = pairs
        self._stdin_display_name = stdin_display_name
        self._fixer: Fixer | None = None

    def rewrite(self, path: str) -> Rewritten:
        """Fix one file, in memory. What stands in the way of it is its problem."""
        if path == STANDARD_INPUT:
            path = self._stdin_display_name or "stdin"
            data = reading.read_standard_input(path)
        else:
            data = reading.read_bytes(path)
        if isinstance(data, Problem):
            return _untouched(path, b"", data)
        if not self._concerns(path, data):
            return _untouched(path, data, None)
        try:
            encoding = reading.detect(data)
            text = data.decode(encoding)
            if text.encode(encoding) != data:
                return _untouched(path, data, Problem(path, f"does not survive {encoding}"))
        except (SyntaxError, UnicodeError, LookupError) as error:
            return _untouched(path, data, Problem(
                path, f"cannot be decoded: {reading.first_line(error)}"))
        try:
            return self._rewrite(path, data, text, encoding)
        except SyntaxError as error:
            place = "" if error.lineno is None else f" on line {error.lineno}"
            return _untouched(path, data, Problem(
                path, f"cannot be parsed: {reading.one_line(error.msg)}{place}"))
        except (ValueError, RecursionError, MemoryError) as error:
            return _untouched(path, data, Problem(
                path, f"cannot be parsed: {reading.first_line(error)}"))

    def _rewrite(self, path: str, data: bytes, text: str, encoding: str) -> Rewritten:
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix(mark)
        suppressions = Suppressions(
            () if self._configuration.disable_noqa else split_lines(text))
        if suppressions.whole_file:
            return _untouched(path, data, None)
        reports = self._configuration.selection.reports
        known: dict[str, Suppressions] = {text: suppressions}

        def wanted(finding: Finding, current: str) -> bool:
            if not reports(finding.code, path):
                return False
            if current not in known:
                known[current] = Suppressions(
                    () if self._configuration.disable_noqa else split_lines(current))
            return not known[current].covers(finding.code, finding.span.line)

        result = self._prepared_fixer().fix(
            text, path, wanted, handed_on(path, self._pairs), self._held.get(path),
            handed_on(path, self._loose))
        after = (mark + result.text).encode(encoding)
        if encoding != "utf-8" and after != data:
            for content in (data, after):  # Python decodes line by line, which is not the same
                ast.parse(content)
        return Rewritten(
            path, data, after, text, result.text,
            tuple(finding._replace(plan=None) for finding in result.fixed),
            tuple(item._replace(
                finding=item.finding._replace(plan=None),
                blockers=tuple(blocker._replace(plan=None) for blocker in item.blockers))
                for item in result.left),
            leaves=_legacy_sides(result.fixed, result.supported),
            stays=_legacy_sides((item.finding for item in result.left), result.supported))

    def _concerns(self, path: str, data: bytes) -> bool:
        """Whether a file holds a word of ours: of one that only states an encoding, say nothing."""
        return path in (self._facts or {}) or mentions_tokens(
            reading.decode(path, data)[0].lines, self._configuration.settings.words)

    def _prepared_fixer(self) -> Fixer:
        if self._fixer is None:
            from ..engine import Engine
            from ..fixing.fixer import Fixer

            self._fixer = Fixer(
                Engine(self._configuration.settings, self._facts), self._unsafe)
        return self._fixer


def _legacy_sides(
    findings: Iterable[Finding], supported: SupportedRange | None
) -> frozenset[str]:
    """The sides of the findings that are about leaving the legacy implementation."""
    if supported is None:
        return frozenset()
    return frozenset(
        finding.plan.side for finding in findings
        if isinstance(finding.plan, Plan) and finding.plan.leaves_legacy(supported))


def _untouched(path: str, data: bytes, problem: Problem | None) -> Rewritten:
    return Rewritten(path, data, data, "", "", (), (), problem)


def write(item: Rewritten) -> Problem | None:
    """Put the new content in place, unless the file has changed since it was read."""
    current = reading.read_bytes(item.path)
    if current != item.before:
        return Problem(item.path, "has changed while it was being fixed, and was left alone")
    try:
        replace_file(item.path, item.after)
    except OSError as error:
        return Problem(item.path, f"cannot be written: {error.strerror}")
    return None


def candidates(
    paths: Iterable[str], configuration: Configuration
) -> tuple[list[str], list[Problem]]:
    """The files that may have something to fix, and those that cannot be read."""
    passes = reading.Prefilter(configuration.settings.words).passes
    found: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        data = b"" if path == STANDARD_INPUT else reading.read_bytes(path)
        if isinstance(data, Problem):
            problems.append(data)
        elif path == STANDARD_INPUT or passes(data):
            found.append(path)
    return found, problems


def under_one_name(paths: Iterable[str]) -> list[str]:
    """The files, each under one of its names: the one that is no link, or the first."""
    names: dict[str, str] = {}
    for path in paths:
        target = path if path == STANDARD_INPUT else os.path.realpath(path)
        if target not in names or os.path.islink(names[target]) > os.path.islink(path):
            names[target] = path
    return list(names.values())


def rewrite_all(
    paths: list[str], everything: Iterable[str], configuration: Configuration, unsafe: bool,
    jobs: int, stdin_display_name: str, facts: Mapping[str, Linked] | None = None,
) -> Iterator[Rewritten]:
    """Fix files in memory, in the order of the paths, spread over processes if there are many.

    ``everything`` are all files of the run: what one of them takes from a file that changes is
    left as it is there, by a second attempt. With ``facts``, files that depend on one another
    leave the legacy implementation together or not at all.
    """
    job = _Job(configuration, unsafe, frozenset(), stdin_display_name, facts or {}, {},
               frozenset())
    paths = [*paths, *sorted(set(job.facts).difference(paths))]
    items = {item.path: item for item in _each(paths, job, jobs)}
    changed = [path for path, item in items.items() if item.changed]
    everything = list(everything)
    job = job._replace(pairs=taken_from(changed, everything, job.facts),
                       loose=taken_from(changed, everything, job.facts, loose=True))
    again = [path for path in changed if handed_on(path, job.pairs)]
    items.update((item.path, item) for item in _each(again, job, jobs))
    job = job._replace(held=_held(items, job.facts))
    items.update((item.path, item) for item in _each(
        [path for path in job.held if items[path].leaves], job, jobs))
    yield from items.values()


def _held(
    items: Mapping[str, Rewritten], facts: Mapping[str, Linked]
) -> dict[str, dict[str, str]]:
    """The files that stay legacy because one that they depend on does, by side, with its name."""
    near: dict[str, set[str]] = {}
    for path, linked in facts.items():
        for origin in linked.origins:
            near.setdefault(path, set()).add(origin)
            near.setdefault(origin, set()).add(path)
    held: dict[str, dict[str, str]] = {}
    for path, item in items.items():
        for side in item.stays:
            pending, seen = [path], {path}
            while pending:
                for other in near.get(pending.pop(), set()) - seen:
                    seen.add(other)
                    found = items.get(other)
                    if found is not None and _concerns(side, found.leaves | found.stays):
                        held.setdefault(other, {}).setdefault(side, path)
                        pending.append(other)
    return held


def _concerns(side: str, sides: frozenset[str]) -> bool:
    return bool(sides) and (side == "" or side in sides or "" in sides)


def taken_from(
    changed: Iterable[str], everything: Iterable[str],
    facts: Mapping[str, Linked] | None = None, loose: bool = False,
) -> frozenset[Pair]:
    """What the files of a run take from some of them, by the names of their modules.

    With ``loose``, only what is taken, not named in a string alone, by files that the facts do
    not link to them.
    """
    homes: dict[str, set[str]] = {}
    for path in changed:
        homes.setdefault(module_name(path), set()).add(path)
    if not homes:
        return frozenset()
    named = mentions(homes)
    served = {
        (item.by, (module_name(path), item.name))
        for path, linked in (facts or {}).items() for item in linked.served if item.only}
    found: set[Pair] = set()
    everything = list(everything)
    found.update(_methods_taken(everything, facts or {}))
    for path in everything:
        data = b"" if path == STANDARD_INPUT else reading.read_bytes(path)
        if not isinstance(data, Problem) and b"import" in data and named.search(data):
            linked = (facts or {}).get(path, NOTHING)
            # What a file does no more than give to serve() may change.
            pairs = taken(data.decode("utf-8", "replace"), strings=not loose)
            found.update(
                pair for pair in pairs if pair[0] in homes and (path, pair) not in served
                and not (loose and linked.origins.issuperset(homes[pair[0]] - {path})))
    return frozenset(found)


def _methods_taken(
    everything: Iterable[str], facts: Mapping[str, Linked]
) -> Iterator[Pair]:
    """Methods that one file gives to ``serve`` and that others may call, after a dot."""
    served: dict[tuple[str, str], set[str]] = {}
    for path, linked in facts.items():
        for item in linked.served:
            method = item.name.partition(".")[2]
            if method:
                served.setdefault((path, method), set()).update([item.by] if item.only else [])
    for (home, method), only in served.items():
        asked = re.compile(rb"\." + re.escape(method.encode()) + rb"\b")
        for path in everything:
            if path in (home, STANDARD_INPUT) or path in only:
                continue
            data = reading.read_bytes(path)
            if not isinstance(data, Problem) and asked.search(data):
                yield module_name(home), f".{method}"
                break


class _Job(NamedTuple):
    """What every process is told."""

    configuration: Configuration
    unsafe: bool
    pairs: frozenset[Pair]
    stdin_display_name: str
    facts: Mapping[str, Linked]
    held: Mapping[str, dict[str, str]]
    #: Those of the pairs that are taken by files which do not change with the others.
    loose: frozenset[Pair]

    def begin(self) -> Callable[[str], Rewritten]:
        """What fixes one file, in memory."""
        return Rewriter(self.configuration, self.unsafe, self.pairs, self.stdin_display_name,
                        self.facts, self.held, self.loose).rewrite

    def tells(self, answer: Rewritten) -> bool:
        """Every file is asked for."""
        return True

    def lost(self, path: str) -> Rewritten:
        """What is shown of a file whose process has died."""
        return _untouched(path, b"", Problem(path, "was not fixed: its process ended unexpectedly"))


def _each(paths: list[str], job: _Job, jobs: int) -> Iterator[Rewritten]:
    if jobs > 1 and len(paths) >= _WORTH and STANDARD_INPUT not in paths:
        from .workers import spread

        answers = {item.path: item for item in spread(paths, job, jobs)}
        yield from (answers[path] for path in paths)
        return
    yield from map(job.begin(), paths)

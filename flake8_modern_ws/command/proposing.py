"""Fixes for ``check --fixes``: edits that mend a finding, proved by the fixer, not carried out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..engine import Engine
from ..files import reading
from ..findings import Finding, Span
from ..fixing.document import split_lines
from ..fixing.fixer import Fixer
from ..fixing.handed_on import Pair, handed_on

#: In files with more findings that can be fixed, those are not tried one by one.
_SEPARATE = 30
#: A word, a line end, or a single character: what an edit replaces whole.
_WORD = re.compile(r"\w+|\r\n|[^\w]", re.DOTALL)


class Place(NamedTuple):
    """A place in a file: the line from 1, columns from 0."""

    line: int
    column: int
    utf16_column: int


class Edit(NamedTuple):
    """What stands between two places of the original becomes ``text``."""

    start: Place
    end: Place
    text: str


class Proposal(NamedTuple):
    """Edits that belong together. They are safe, or to be reviewed."""

    safe: bool
    edits: tuple[Edit, ...]


#: What a finding is known by in a text.
_Key = tuple[Span, str, str]


class Proposer:
    """Proposes fixes for the findings of files; made once in each process.

    ``pairs`` is what the files of the run take from one another.
    """

    def __init__(self, engine: Engine, pairs: frozenset[Pair]) -> None:
        self._fixer = Fixer(engine, unsafe=True)
        self._pairs = pairs

    def propose(
        self, path: str, data: bytes, findings: Sequence[Finding]
    ) -> dict[_Key, Proposal]:
        """The proposals for some findings of a file, by ``key``.

        Each finding is tried alone; those that can only be fixed together share a proposal.
        """
        fixable = [finding for finding in findings if finding.remedy]
        text = _decoded(data)
        if not fixable or text is None:
            return {}
        kept = handed_on(path, self._pairs)

        def attempt(members: Sequence[Finding]) -> tuple[set[_Key], str]:
            wanted = _only(text, members)
            try:
                result = self._fixer.fix(text, path, wanted, kept)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return set(), text
            return {key(finding) for finding in result.fixed}, result.text

        found: dict[_Key, Proposal] = {}
        possible, _ = attempt(fixable)
        left = [finding for finding in fixable if key(finding) in possible]
        if 1 < len(left) <= _SEPARATE:
            for finding in left:
                fixed, changed = attempt([finding])
                if key(finding) in fixed:
                    found[key(finding)] = _proposal([finding], text, changed)
        together = [finding for finding in left if key(finding) not in found]
        if together:
            fixed, changed = attempt(together)
            if not fixed.issuperset(map(key, together)):  # they go with what others change
                fixed, changed = attempt(left)
            if fixed.issuperset(map(key, together)):
                shared = _proposal(together, text, changed)
                found.update((key(finding), shared) for finding in together)
        return found


def key(finding: Finding) -> _Key:
    """What a finding is known by in a text."""
    return finding.span, finding.code, finding.message


def _only(text: str, members: Iterable[Finding]) -> Callable[[Finding, str], bool]:
    """Wants some findings of the original text, and none that shows up on the way."""
    keys = set(map(key, members))
    return lambda finding, current: current == text and key(finding) in keys


def _decoded(data: bytes) -> str | None:
    """The text of a file with its own line ends; None if it would not come back as it was."""
    try:
        encoding = reading.detect(data)
        text = data.decode(encoding)
        if text.encode(encoding) != data:
            return None
    except (SyntaxError, UnicodeError, LookupError):
        return None
    return text.removeprefix("\ufeff")


def _proposal(members: Iterable[Finding], before: str, after: str) -> Proposal:
    safe = all(finding.remedy == "fix" for finding in members)
    return Proposal(safe, tuple(edits_between(before, after)))


def edits_between(before: str, after: str) -> Iterator[Edit]:
    """Edits of words that turn a text into another, sorted, without overlap."""
    old, new = split_lines(before), split_lines(after)
    for first, last, new_first, new_last in _differences(old, new):
        words = _WORD.findall("".join(old[first:last]))
        new_words = _WORD.findall("".join(new[new_first:new_last]))
        for start, end, new_start, new_end in _differences(words, new_words):
            yield Edit(
                _place(first, "".join(words[:start])), _place(first, "".join(words[:end])),
                "".join(new_words[new_start:new_end]))


def _differences(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            start, end, new_start, new_end = places
            yield start, end, new_start, new_end


def _place(first: int, before: str) -> Place:
    """The place after some text that begins with a line, of which ``first`` stand above."""
    passed = split_lines(before)
    last = passed.pop() if passed and not passed[-1].endswith("\n") else ""
    return Place(first + len(passed) + 1, len(last), len(last) + sum(c > "\uffff" for c in last))

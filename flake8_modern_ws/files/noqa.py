"""``# noqa`` and ``# flake8: noqa`` by flake8's grammar, which is not the one of other tools.

``# noqa: WS201`` silences one code (or a prefix) on a line, ``# noqa`` all of them; so does
``# noqa: WS``, since a code has digits. ``#noqa`` is no such comment. A comment counts for its
own line; lines that a backslash or a string in triple quotes joins are one.
``# flake8: noqa`` on a line of its own silences the file, whatever follows it.
https://flake8.pycqa.org/en/latest/user/violations.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(r"# noqa(?::\s?(?P<codes>(?:[A-Z]+[0-9]+(?:[,\s]+)?)+))?", re.IGNORECASE)
_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,\s]+")


class Suppressions:
    """The comments of one file; tokenized only if one of them could matter."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._by_line: dict[int, str] | None = None
        self._codes: dict[str, tuple[str, ...] | None] = {}
        text = "".join(lines).lower()
        self._any = "# noqa" in text
        self.whole_file = "# flake8" in text and any(map(_FILE.match, lines))

    def covers(self, code: str, line: int) -> bool:
        """Whether a comment silences a code on a line."""
        if self.whole_file:
            return True
        if not self._any:
            return False
        codes = self._silenced(self._searched(line))
        return codes is not None and code.startswith(codes)

    def _silenced(self, text: str) -> tuple[str, ...] | None:
        """The prefixes that the first comment of some text silences; None without one."""
        if text not in self._codes:
            match = _LINE.search(text)
            codes: tuple[str, ...] | None = None
            if match is not None:
                stated = match["codes"]
                # Every code starts with the empty prefix.
                codes = ("",) if stated is None else tuple(filter(None, _SEPARATOR.split(stated)))
            self._codes[text] = codes
        return self._codes[text]

    def _searched(self, line: int) -> str:
        """The text in which a comment for a line is looked for."""
        if self._by_line is None:
            self._by_line = _joined(self._lines)
        found = self._by_line.get(line)
        if found is None:
            return self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return found


def _joined(lines: Sequence[str]) -> dict[int, str]:
    """For each line, the physical lines that its tokens reach over; none if that fails."""
    import tokenize

    remaining = iter(lines)
    joined: dict[int, str] = {}
    first, last = len(lines) + 2, -1
    try:
        for token in tokenize.generate_tokens(lambda: next(remaining)):
            if token.type in (tokenize.ENDMARKER, tokenize.DEDENT):
                continue
            first = min(first, token.start[0])
            last = max(last, token.end[0])
            if token.type in (tokenize.NL, tokenize.NEWLINE):
                text = "".join(lines[first - 1:last])
                joined.update(dict.fromkeys(range(first, last + 1), text))
                first, last = len(lines) + 2, -1
    except (tokenize.TokenError, SyntaxError):
        return {}
    return joined

"""What the rules report: a code, a place, a message and a hint."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """How bad it is on the newest supported release."""

    ERROR = "fails or misbehaves"
    WARNING = "works, deprecated"
    NOTE = "opt-in"


class Span(NamedTuple):
    """A stretch of the file: lines from 1, columns from 0, in characters, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Finding(NamedTuple):
    """One finding. Findings sort by place, then code."""

    span: Span
    code: str
    #: What is wrong and since when; no full stop at the end.
    message: str
    #: What to write instead: one or more sentences.
    hint: str
    level: Level
    #: What ``modern-ws fix`` would do: empty, ``fix`` or ``fix --unsafe``.
    remedy: str = ""
    #: What would have to change (``flake8_modern_ws.plans``), or None.
    plan: object = None

    @property
    def text(self) -> str:
        """The line that every face shows: code, message, hint, and the command that fixes it."""
        remedy = f" [modern-ws {self.remedy}]" if self.remedy else ""
        return f"{self.code} {self.message}. {self.hint}{remedy}"


#: A longer message quotes something that nobody reads to its end.
_LONGEST = 500


def one_line(text: str) -> str:
    """A text that stays one line of output, whatever it quotes out of a file.

    What is no character by itself (half a surrogate pair) would end flake8's run.
    """
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}..."
    if text.isprintable():
        return text
    return "".join(character if character.isprintable()
                   else character.encode("unicode_escape").decode() for character in text)


#: The code of an internal error.
INTERNAL = "WS000"


def internal_error(where: str, error: Exception) -> Finding:
    """An error of ours as a finding on line 1, so that the run goes on."""
    reason = one_line(str(error)[:100]) or "no message"
    return Finding(
        Span(1, 0, 1, 0), INTERNAL,
        f"internal error in {where} ({type(error).__name__}, {reason})",
        "The other rules ran. Please report it with the file that shows it.",
        Level.ERROR,
    )

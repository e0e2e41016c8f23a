"""Why a fix is withheld: stable words for machines, a sentence for people."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ..findings import Finding


class Reason(Enum):
    """The value is what machine-readable output shows."""

    MANUAL = "manual"
    UNSAFE = "unsafe"
    BELOW_MINIMUM = "below-minimum"
    NOT_SELECTED = "not-selected"
    ALIAS_REBOUND = "alias-rebound"
    STAR_IMPORT = "star-import"
    STAR_ARGUMENTS = "star-arguments"
    COMMENT_IN_SPAN = "comment-in-span"
    PARTIAL_FILE = "partial-file"
    NAME_TAKEN = "name-taken"
    NO_PLACE = "no-place"
    WRITTEN_TO = "written-to"
    NOT_LITERAL = "not-literal"
    SEVERAL_MEANINGS = "several-meanings"
    OTHER_USES = "other-uses"
    OVERLAP = "overlap"
    NOT_FOUND = "not-found"
    UNVERIFIED = "unverified"
    LONE_CARRIAGE_RETURN = "lone-carriage-return"
    AST_GREP_FAILED = "ast-grep-failed"

    @property
    def text(self) -> str:
        """The reason in words."""
        return _TEXTS[self]


_TEXTS = {
    Reason.MANUAL: "needs a person: there is no mechanical replacement",
    Reason.UNSAFE: "likely right but to be reviewed: --unsafe applies it",
    Reason.BELOW_MINIMUM: "the lowest supported release of websockets lacks the replacement",
    Reason.NOT_SELECTED: "excluded by noqa, --select or --ignore, and others depend on it",
    Reason.ALIAS_REBOUND: "the name is bound more than once",
    Reason.STAR_IMPORT: "a star import brings the name",
    Reason.STAR_ARGUMENTS: "the call passes *args or **kwargs that may hold the argument",
    Reason.COMMENT_IN_SPAN: "a comment stands in the text that would change",
    Reason.PARTIAL_FILE: "belongs together with findings that cannot be fixed",
    Reason.NAME_TAKEN: "the new name is already used for something else",
    Reason.NO_PLACE: "no import in reach to put the new one beside",
    Reason.WRITTEN_TO: "the attribute is assigned to",
    Reason.NOT_LITERAL: "the value is computed",
    Reason.SEVERAL_MEANINGS: "the expression has several meanings",
    Reason.OTHER_USES: "the same object is also used in a way that would break",
    Reason.OVERLAP: "another fix changes the same text",
    Reason.NOT_FOUND: "the text does not stand where the tree says",
    Reason.UNVERIFIED: "the result did not pass the check after the change",
    Reason.LONE_CARRIAGE_RETURN: "the file has lone carriage returns",
    Reason.AST_GREP_FAILED: "ast-grep failed on this file",
}


class Withheld(Exception):
    """A change that is not made; ``detail`` completes the sentence.

    ``blockers`` are the findings that it cannot be made without.
    """

    def __init__(
        self, reason: Reason, detail: str = "", blockers: Sequence[Finding] = ()
    ) -> None:
        super().__init__(f"{reason.value}: {detail or reason.text}")
        self.reason = reason
        self.detail = detail
        self.blockers = tuple(blockers)

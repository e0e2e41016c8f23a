"""What the doctor finds: something that keeps the plugin from doing what its user expects."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much it matters."""

    BROKEN = "broken"
    TRAP = "trap"
    #: Good to know; nothing has to be done.
    NOTE = "note"


class Trap(NamedTuple):
    """One line that says what is wrong, one that says what to do."""

    #: ``path:line``; empty where there is no place.
    place: str
    what: str
    remedy: str
    severity: Severity = Severity.TRAP

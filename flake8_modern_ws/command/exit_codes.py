"""Exit codes of every sub-command; the largest that applies wins."""

from __future__ import annotations

#: Nothing left to do.
CLEAN = 0
#: Findings, or changes with ``--check``.
FINDINGS = 1
#: A bad option or configuration.
USAGE = 2
#: Some file could not be read or written.
UNREADABLE = 3
#: Stopped by the user, as shells tell it: 128 and the number of the signal.
INTERRUPTED = 130

"""Errors that a user can mend."""

from __future__ import annotations


class SettingsError(ValueError):
    """A bad option or configuration file: one line with the place, the reason, the remedy.

    ``path`` is the file that is at fault, where it is one.
    """

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(text)
        self.path = path

"""Errors that a user can mend."""

from __future__ import annotations


class SettingsError(ValueError):
    """A bad option or configuration file: one line with the place, the reason, the remedy."""

"""Settings from the options of flake8."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace

from . import OPTIONS, pyproject
from .parsing import words
from .settings import Settings, combine


def settings_from(options: argparse.Namespace | None) -> Settings:
    """The effective settings; raises ``SettingsError`` for a bad value."""
    given = {
        option.field: getattr(options, f"ws_{option.field}", None) for option in OPTIONS
    }
    table, path = pyproject.read(os.getcwd())
    settings = combine(given, table, path)
    selected = _selected(options)
    if selected - settings.enable:
        settings = replace(settings, enable=settings.enable | selected)
    return settings


def _selected(options: argparse.Namespace | None) -> frozenset[str]:
    """Whole codes of ours in flake8's own selection: to select an opt-in rule enables it."""
    found: set[str] = set()
    for name in ("select", "extend_select"):
        value = getattr(options, name, None)
        if isinstance(value, str):
            value = words(value)
        found.update(code for code in value or () if len(code) == 5 and code.startswith("WS"))
    return frozenset(found)

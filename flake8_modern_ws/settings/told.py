"""Whether a run of flake8 is told anything of ours, at next to no cost.

Most runs are not. They start without the modules that read settings.
"""

from __future__ import annotations

import argparse
import os

_NAME = b"flake8-modern-ws"


def is_told(options: argparse.Namespace | None) -> bool:
    """False only if every setting is its default."""
    for name, value in vars(options).items() if options is not None else ():
        if name.startswith("ws_"):
            if value is not None:
                return True
        elif name in ("select", "extend_select") and value and "WS" in str(value):
            return True
    current = os.getcwd()
    while True:
        if _may_name_us(os.path.join(current, "pyproject.toml")):
            return True
        parent = os.path.dirname(current)
        if parent == current:
            return False
        current = parent


def _may_name_us(path: str) -> bool:
    """Whether a file has to be read with care: it names us, or is not to be read like others."""
    if not os.path.lexists(path):
        return False
    if not os.path.isfile(path):
        return True
    try:
        with open(path, "rb") as file:
            return _NAME in file.read()
    except OSError:
        return True

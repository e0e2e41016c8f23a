"""What modules of ``websockets`` export, and since when."""

from __future__ import annotations

from collections.abc import Collection

from . import uvicorn_options
from .websockets_exports import IMPLICIT_SUBMODULES, INTRODUCED, LAZY_NAMES, STAR_EXPORTS

__all__ = ["IMPLICIT_SUBMODULES", "INTRODUCED", "LAZY_NAMES", "STAR_EXPORTS", "star_exports"]


def star_exports(module: str) -> Collection[str]:
    """The names that ``from module import *`` has bound in any release."""
    return STAR_EXPORTS.get(module) or uvicorn_options.STAR_EXPORTS.get(module, frozenset())

"""``modern-ws doctor``: what a run has for settings, and what keeps it from being useful."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from ..exit_codes import USAGE

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser(
        "doctor", help="show the effective settings with their origin, and traps",
        description="Shows the settings and the supported releases that a run of flake8 in this "
                    "directory has, each with the file and line that it came from, and what keeps "
                    "findings from being shown.",
        epilog="Exit codes: 0 no trap, 1 a trap, 2 broken configuration.")
    parser.add_argument("paths", metavar="PATH", nargs="*", default=["."],
                        help="files or directories whose dependencies to look at; default: here")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print settings, targets and traps."""
    from .examination import examine  # loads all rules

    for path in arguments.paths:
        if not os.path.exists(path):
            print(f"modern-ws: {path}: no such file or directory", file=sys.stderr)
            return USAGE
    return examine(arguments.paths)

"""Reads the command line and hands over to a sub-command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from . import check, doctor, explain, report, rules
from .exit_codes import INTERRUPTED, USAGE

#: Sub-commands; each module has ``add_parser(subparsers)`` and sets ``run`` on its parser.
_COMMANDS = (check, report, rules, explain, doctor)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="modern-ws",
        description="Take a code base off the legacy websockets API.",
        epilog="Exit codes: 0 nothing left, 1 findings, 2 usage or configuration, "
               "3 a file could not be read or written.",
    )
    parser.add_argument("--version", action="version", version=f"modern-ws {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_parser(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sub-command; the exit code."""
    parsed = build_parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has gone; say nothing, and let exit not flush again.
        sys.stderr.close()
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code

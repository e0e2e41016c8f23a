"""Reads the command line and hands over to a sub-command."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from .. import __version__
from .exit_codes import INTERRUPTED, USAGE

#: Sub-commands: modules with ``add_parser(subparsers)`` that sets ``run`` on their parser.
_COMMANDS = ("check", "fix", "report", "rules", "explain", "doctor")


def build_parser(commands: Sequence[str] = _COMMANDS) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="modern-ws",
        description="Take a code base off the legacy websockets API.",
        epilog="Exit codes: 0 nothing left, 1 findings, 2 usage or configuration, "
               "3 a file could not be read or written.",
    )
    parser.add_argument("--version", action="version", version=f"modern-ws {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands:
        importlib.import_module(f".{command}", __package__).add_parser(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sub-command; the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    # What the other commands import would take longer than a small run.
    commands = given[:1] if given and given[0] in _COMMANDS else _COMMANDS
    try:
        parsed = build_parser(commands).parse_args(given)
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has gone; say nothing, and let exit not flush again.
        sys.stderr.close()
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code

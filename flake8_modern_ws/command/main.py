"""Reads the command line and hands over to a sub-command."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from .. import __version__
from .exit_codes import INTERRUPTED, UNREADABLE, USAGE

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
    _open_missing_streams()
    try:
        try:
            parsed = build_parser(commands).parse_args(given)
            code: int = parsed.run(parsed)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has gone: say nothing.
        _discard(sys.stdout, sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # Files that are read or written tell about themselves. What is left has no name.
        _discard(sys.stdout)
        where = error.filename or ("working directory" if isinstance(error, FileNotFoundError)
                                   else "standard output")
        print(f"modern-ws: {where}: {error.strerror or error}", file=sys.stderr)
        return UNREADABLE
    return code


def _open_missing_streams() -> None:
    """Give a process that was started without standard output or error some that lead nowhere.

    Otherwise the next file that is opened takes their number.
    """
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the whole run
        sys.stdout = sys.stdout or nowhere
        sys.stderr = sys.stderr or nowhere


def _discard(*streams: TextIO) -> None:
    """Lead streams nowhere, so that exit does not fail to flush them again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

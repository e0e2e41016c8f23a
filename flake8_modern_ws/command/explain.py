"""``modern-ws explain CODE``: the page of one rule."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ..rules.page import page
from ..rules.registry import find
from .exit_codes import CLEAN, USAGE

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser("explain", help="print the page of a rule")
    parser.add_argument("rule", metavar="CODE", help="a code (WS101) or a slug (legacy-module)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the page, or say on one line that there is no such rule."""
    rule = find(arguments.rule)
    if rule is None:
        print(f"modern-ws: there is no rule {arguments.rule!r}; see 'modern-ws rules'",
              file=sys.stderr)
        return USAGE
    print(page(rule))
    return CLEAN

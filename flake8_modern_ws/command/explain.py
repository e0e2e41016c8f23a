"""``modern-ws explain CODE``: the pages of rules."""

from __future__ import annotations

import argparse
import difflib
import sys
from typing import TYPE_CHECKING

from ..findings import INTERNAL
from . import terminal
from .exit_codes import CLEAN, USAGE

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_INTERNAL_PAGE = f"""# internal-error ({INTERNAL})

An error of flake8-modern-ws itself, reported on line 1 of the file.

The other rules ran, and so did all other files. Please report it with the file that shows it.
"""


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser("explain", help="print the pages of rules")
    parser.add_argument("rules", metavar="CODE", nargs="+",
                        help="a code (WS101) or a slug (legacy-module)")
    parser.add_argument("--format", choices=("text", "markdown"), default="text",
                        help="text for the terminal (default), or the page as it is written")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the pages; say on one line each of what there is no rule."""
    from ..rules.page import page  # loads all rules
    from ..rules.registry import find

    pages = []
    unknown = []
    for name in dict.fromkeys(arguments.rules):
        rule = find(name)
        if rule is not None:
            pages.append(page(rule))
        elif name.upper() == INTERNAL:
            pages.append(_INTERNAL_PAGE)
        else:
            unknown.append(name)
    if arguments.format == "text":
        style, columns = terminal.style_of(sys.stdout), terminal.width()
        pages = [terminal.render(text, style, columns) for text in pages]
        separator = "\n" + style.faint("-" * columns) + "\n\n"
    else:
        separator = "\n"
    if pages:
        terminal.show(separator.join(pages))
    for name in unknown:
        print(f"modern-ws: there is no rule {name!r}{_suggestion(name)}", file=sys.stderr)
    return USAGE if unknown else CLEAN


def _suggestion(name: str) -> str:
    """The end of the line about an unknown name: what may have been meant."""
    from ..rules.registry import all_rules

    codes = [rule.code for rule in all_rules() if rule.code.startswith(name.upper())]
    if len(name) > len("WS") and codes:
        return f"; there are {', '.join(codes)}"
    known = {rule.slug: rule.slug for rule in all_rules()}
    known.update((rule.code.lower(), rule.code) for rule in all_rules())
    close = difflib.get_close_matches(name.lower().replace("_", "-"), known, n=3)
    if close:
        return f"; did you mean {' or '.join(known[match] for match in close)}?"
    return "; see 'modern-ws rules'"

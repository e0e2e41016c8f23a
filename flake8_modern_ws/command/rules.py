"""``modern-ws rules``: all rules, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..rules.families import FAMILIES
from . import terminal
from .exit_codes import CLEAN

if TYPE_CHECKING:
    from ..rules.rule import Rule

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser("rules", help="list the rules")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from ..rules.registry import all_rules  # loads all rules

    terminal.show((_json if arguments.format == "json" else _table)(all_rules()))
    return CLEAN


def _json(rules: Sequence[Rule]) -> str:
    rows = [
        {"code": rule.code, "slug": rule.slug, "family": FAMILIES[rule.code[:3]],
         "since": rule.since, "default": not rule.opt_in, "summary": rule.summary}
        for rule in rules
    ]
    return json.dumps(rows, indent=2)


def _table(rules: Sequence[Rule]) -> str:
    style, columns = terminal.style_of(sys.stdout), terminal.width()
    widest = max(len(rule.slug) for rule in rules)
    lines = []
    for prefix, title in FAMILIES.items():
        lines.append(style.bold(f"{prefix}: {title}"))
        for rule in rules:
            if rule.code.startswith(prefix):
                start = f"  {rule.code}  {rule.slug:<{widest}}  {'off' if rule.opt_in else '   '}  "
                text = terminal.wrap(rule.summary, max(columns, len(start) + 30), start,
                                     " " * len(start))
                lines.append(text.replace(rule.code, style.code(rule.code), 1))
        lines.append("")
    lines.append("Rules marked 'off' are opt-in: see --ws-enable, or enable in pyproject.toml.")
    return "\n".join(lines)

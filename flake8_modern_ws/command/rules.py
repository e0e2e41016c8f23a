"""``modern-ws rules``: all rules, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from ..rules.registry import all_rules
from .exit_codes import CLEAN

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser("rules", help="list the rules")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    rows: list[dict[str, Any]] = [
        {"code": rule.code, "slug": rule.slug, "since": rule.since,
         "default": not rule.opt_in, "summary": rule.summary}
        for rule in all_rules()
    ]
    if arguments.format == "json":
        print(json.dumps(rows, indent=2))
        return CLEAN
    width = max(len(row["slug"]) for row in rows)
    for row in rows:
        mark = "   " if row["default"] else "off"
        print(f"{row['code']}  {row['slug']:<{width}}  {mark}  {row['summary']}")
    print("\nRules marked 'off' are opt-in: see --ws-enable, or enable in pyproject.toml.")
    return CLEAN

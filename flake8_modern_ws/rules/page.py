"""The page of a rule: for the documentation, ``explain`` and other faces."""

from __future__ import annotations

import re
from typing import NamedTuple

from .rule import Rule

_FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)


class Examples(NamedTuple):
    """The programs of a rule page: one that raises the finding, one that does not."""

    bad: str
    good: str


def body(rule: Rule) -> str:
    """The documentation below its first line."""
    return rule.documentation.strip().partition("\n")[2].strip()


def section(rule: Rule, heading: str) -> str:
    """The text below a heading; empty if there is none."""
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", body(rule),
                      re.DOTALL | re.MULTILINE)
    return match[1].strip() if match else ""


def examples(rule: Rule) -> Examples:
    """The first program below "Example", and the first below "Use instead"."""
    found = [_FENCE.search(section(rule, heading)) for heading in ("Example", "Use instead")]
    bad, good = (match[1] if match else "" for match in found)
    return Examples(bad, good)


def page(rule: Rule) -> str:
    """The whole page in Markdown."""
    default = "off; enable it with `--ws-enable " + rule.code + "`" if rule.opt_in else "on"
    return (
        f"# {rule.slug} ({rule.code})\n\n"
        f"{rule.summary}.\n\n"
        f"Since {rule.since} · default: {default}\n\n"
        f"{body(rule)}\n"
    )

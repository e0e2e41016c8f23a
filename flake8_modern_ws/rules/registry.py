"""All rules, found by looking into this package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from .rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code. A rule is a module here that has a ``RULE``."""
    package = __name__.rpartition(".")[0]
    path = importlib.import_module(package).__path__
    rules = []
    for module in pkgutil.iter_modules(path):
        rule = getattr(importlib.import_module(f"{package}.{module.name}"), "RULE", None)
        if isinstance(rule, Rule):
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def find(name: str) -> Rule | None:
    """The rule with this code or slug, in any case."""
    for rule in all_rules():
        if name.upper() == rule.code or name.lower() == rule.slug:
            return rule
    return None

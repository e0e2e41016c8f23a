"""All rules, found by looking into this package."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import replace
from functools import cache

from .rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code. A rule is a module here that has a ``RULE``."""
    package = __name__.rpartition(".")[0]
    path = importlib.import_module(package).__path__
    rules = []
    for module in pkgutil.iter_modules(path):
        name = f"{package}.{module.name}"
        rule = getattr(importlib.import_module(name), "RULE", None)
        if isinstance(rule, Rule):
            if sys.flags.optimize > 1:  # python -OO drops docstrings
                rule = replace(rule, documentation=_documentation(name))
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _documentation(module: str) -> str:
    """The docstring of a module, out of its source; empty where there is none."""
    import ast
    import inspect

    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:
        return ""
    return ast.get_docstring(ast.parse(source), clean=False) or ""


def find(name: str) -> Rule | None:
    """The rule with this code or slug, in any case."""
    for rule in all_rules():
        if name.upper() == rule.code or name.lower() == rule.slug:
            return rule
    return None

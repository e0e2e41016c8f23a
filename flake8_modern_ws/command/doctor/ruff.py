"""ruff beside flake8: it judges ``# noqa`` comments, and does not know our codes.

Run with ruff 0.6.9 to 0.17.6: on ``# noqa: WS101``, RUF100 (0.15.0 and below, not 0.15.8 and
above) or RUF102 (0.15.0 and above) reports an unknown code and offers to remove it, unless
``lint.external`` holds a prefix of it.
Source: https://docs.astral.sh/ruff/settings/#lint_external
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ...settings import dependencies, places
from . import tools
from .trap import Severity, Trap

_NAMES = (".ruff.toml", "ruff.toml", "pyproject.toml")
_RULES = ("RUF100", "RUF102")
#: From this release on, RUF100 leaves unknown codes to RUF102.
_UNKNOWN_IS_RUF102 = "0.15.8"
#: How many files may extend each other.
_BASES = 10


def find(directory: str) -> tuple[str, str] | None:
    """The path and text of the configuration that ruff reads in a directory."""
    current = os.path.abspath(directory)
    while True:
        for name in _NAMES:
            path = os.path.join(current, name)
            text = dependencies.read_text(path)
            if text is not None and (name != "pyproject.toml"
                                     or ("ruff" in text and _table(path, text))):
                return path, text
        parent = os.path.dirname(current)
        if parent == current:
            return None
        current = parent


def traps(directory: str) -> Iterator[Trap]:
    """Whether ruff would remove our ``# noqa`` comments."""
    found = find(directory)
    if found is None:
        return
    path, text = found
    table = _table(path, text)
    if table is None:
        yield Trap(path, "ruff's configuration is not valid TOML", "Correct the file.",
                   Severity.BROKEN)
        return
    table = _with_base(path, table)
    checking = [rule for rule in _RULES if _selected(table, rule)]
    if checking == ["RUF100"] and not tools.older(tools.version("ruff") or "0", _UNKNOWN_IS_RUF102):
        return
    external = [*_strings(table, "external")]
    if checking and not any("WS".startswith(prefix) for prefix in external if prefix):
        line = places.toml_line(text, *(
            f"{prefix}{name}" for name in ("external", "extend-select", "select")
            for prefix in ("tool.ruff.lint.", "tool.ruff.", "lint.", "")))
        names = " and ".join(checking)
        yield Trap(places.show(path, line),
                   f"ruff checks noqa comments ({names}) and does not know the codes WS...: it "
                   "offers to remove '# noqa: WS101'",
                   'Add external = ["WS"] to the lint table of ruff.')


def _table(path: str, text: str) -> dict[str, Any] | None:
    """ruff's table of a file; empty if it has none, None if it is not TOML."""
    import tomli

    try:
        document: Any = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return None
    if path.endswith("pyproject.toml"):
        tool = document.get("tool")
        document = tool.get("ruff") if isinstance(tool, dict) else None
    return document if isinstance(document, dict) else {}


def _with_base(path: str, table: dict[str, Any]) -> dict[str, Any]:
    """The table over those that it extends (https://docs.astral.sh/ruff/settings/#extend)."""
    base: object = table.get("extend")
    for _ in range(_BASES):
        if not isinstance(base, str):
            break
        path = os.path.join(os.path.dirname(path), os.path.expanduser(base))
        below = _table(path, dependencies.read_text(path) or "") or {}
        lint = {**_lint(below), **_lint(table)}
        table = {**below, **table, "lint": lint}
        base = below.get("extend")
    return table


def _lint(table: dict[str, Any]) -> dict[str, Any]:
    value = table.get("lint")
    return value if isinstance(value, dict) else {}


def _strings(table: dict[str, Any], name: str) -> list[str]:
    """The strings of a list in the lint table, or at the top as older releases have it."""
    found = []
    for place in (table, _lint(table)):
        value = place.get(name)
        found += [item for item in value if isinstance(item, str)] if isinstance(
            value, list) else []
    return found


def _selected(table: dict[str, Any], rule: str) -> bool:
    """Whether a rule is selected by name, prefix or ALL; the longer prefix wins."""

    def longest(*names: str) -> int:
        prefixes = [prefix for name in names for prefix in _strings(table, name)]
        return max((0 if prefix == "ALL" else len(prefix) for prefix in prefixes
                    if prefix == "ALL" or (prefix and rule.startswith(prefix))), default=-1)

    return longest("select", "extend-select") > longest("ignore", "extend-ignore")

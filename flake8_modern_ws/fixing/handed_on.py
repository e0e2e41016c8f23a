"""Names that files of a project take from one another: a change of one breaks the other."""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Iterable

from ..catalog.websockets_names import NAMES

#: Last names of what is not the same object after a fix.
_CHANGING = frozenset(row.path.rpartition(".")[2] for row in NAMES if not row.module)
#: (last part of a module's name, name)
Pair = tuple[str, str]


def taken(text: str) -> frozenset[Pair]:
    """The names that a file takes from modules other than the library's; none if it is broken."""
    if not any(name in text for name in _CHANGING):
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    found: set[Pair] = set()
    modules: dict[str, str] = {}
    attributes: list[tuple[str, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            ours = not node.level and (node.module or "").partition(".")[0] == "websockets"
            for alias in node.names:
                modules[alias.asname or alias.name] = "" if ours else alias.name
                if not ours and alias.name in _CHANGING:
                    found.add(((node.module or "").rpartition(".")[2], alias.name))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                ours = alias.name.partition(".")[0] == "websockets"
                local = alias.asname or alias.name.partition(".")[0]
                modules[local] = "" if ours else alias.name.rpartition(".")[2]
        elif isinstance(node, ast.Attribute) and node.attr in _CHANGING:
            owner = node.value
            if isinstance(owner, ast.Name):
                attributes.append((owner.id, node.attr))
            elif isinstance(owner, ast.Attribute):
                found.add((owner.attr, node.attr))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            head, _, name = node.value.rpartition(".")
            if name in _CHANGING and head and not head.startswith("websockets"):
                found.add((head.rpartition(".")[2], name))
    for local, name in attributes:
        if modules.get(local):
            found.add((modules[local], name))
    return frozenset(found)


def handed_on(path: str, pairs: Iterable[Pair]) -> frozenset[str]:
    """The names that other files take from a file, by the name of its module."""
    stem = module_name(path)
    return frozenset(name for module, name in pairs if module == stem)


def module_name(path: str) -> str:
    """The last part of the name under which a file is imported."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(os.path.abspath(path))) if stem == "__init__" else stem

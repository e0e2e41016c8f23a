"""Names that files of a project take from one another: a change of one breaks the other."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterable
from itertools import pairwise

from ..model.names import chain

#: (last part of a module's name, name)
Pair = tuple[str, str]


def mentions(modules: Iterable[str]) -> re.Pattern[bytes]:
    """A pattern of texts that import, or look into, a module of one of these names."""
    names = b"|".join(re.escape(os.fsencode(name)) for name in sorted(set(modules)))
    return re.compile(rb"\b(?:" + names + rb")(?:\s+import\b|\s+as\b|\s*\.\s*\w|[\"'])")


def taken(text: str, strings: bool = True) -> frozenset[Pair]:
    """The names that a file takes from modules other than the library's; none if it is broken.

    ``strings`` are paths such as those that tests patch: what stands there is looked up by its
    name, which has to stay, and is not used as what it is today.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    found: set[Pair] = set()
    modules: dict[str, str] = {}
    chains: list[tuple[str, list[str]]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if node.level or (node.module or "").partition(".")[0] != "websockets":
                modules.update((alias.asname or alias.name, alias.name) for alias in node.names)
                found.update(((node.module or "").rpartition(".")[2], alias.name)
                             for alias in node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                if first != "websockets":
                    modules[alias.asname or first] = (
                        alias.name.rpartition(".")[2] if alias.asname else first)
        elif isinstance(node, ast.Attribute):
            base, attributes = chain(node)
            if isinstance(base, ast.Name):
                chains.append((base.id, attributes))
        elif strings and isinstance(node, ast.Constant) and isinstance(node.value, str):
            head, _, name = node.value.rpartition(".")
            if name.isidentifier() and head and not head.startswith("websockets"):
                found.add((head.rpartition(".")[2], name))
    for base_name, attributes in chains:
        if base_name in modules:
            found.update(pairwise((modules[base_name], *attributes)))
    return frozenset(found)


def handed_on(path: str, pairs: Iterable[Pair]) -> frozenset[str]:
    """The names that other files take from a file, by the name of its module."""
    stem = module_name(path)
    return frozenset(name for module, name in pairs if module == stem)


def module_name(path: str) -> str:
    """The last part of the name under which a file is imported."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(os.path.abspath(path))) if stem == "__init__" else stem

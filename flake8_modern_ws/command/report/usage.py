"""Which implementation of ``websockets`` a file imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum

from ...catalog.exports import INTRODUCED
from ...catalog.switched_names import SWITCHED
from ...findings import Finding


class Usage(Enum):
    """What a file is written for."""

    MODERN = "modern"
    #: Legacy and modern API side by side.
    MIXED = "half-way"
    LEGACY = "legacy"


#: Rules about other things than legacy API.
_NOT_LEGACY = frozenset({"WS109", "WS110", "WS309"})
#: Modules that only the new implementation has.
_MODERN = ("websockets.asyncio", "websockets.sync")


def is_migration(code: str) -> bool:
    """Whether a rule is about the way from the legacy to the new implementation."""
    return code.startswith(("WS1", "WS2", "WS3")) and code != "WS309"


def usage(tree: ast.Module, findings: list[Finding], is_local: bool) -> Usage | None:
    """The usage of a file; None if it does not use the library.

    ``findings`` are all of the file's, also those that are silenced; ``is_local`` tells that a
    module of the project is called ``websockets``.
    """
    legacy = any(is_migration(finding.code) and finding.code not in _NOT_LEGACY
                 for finding in findings)
    paths = [] if is_local else [*_imported(tree)]
    if not legacy:
        return Usage.MODERN if paths else None
    modern = any(path.startswith(_MODERN) or (path in INTRODUCED and path not in SWITCHED
                                              and path.count(".") == 1)
                 for path in paths)
    return Usage.MIXED if modern else Usage.LEGACY


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (path for path in found if path.partition(".")[0] == "websockets")

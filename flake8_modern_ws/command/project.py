"""Reads the files of a run for what they tell about one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..files import reading
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT, Problem
from ..settings.patterns import matches_file
from ..source import FAMILY_TOKENS

if TYPE_CHECKING:
    from ..model.linked import Linked
    from ..source import Source

_LIBRARY = b"websockets"
#: Starts servers, by one of these.
_SERVER, _STARTING = b"uvicorn", re.compile(rb"\b(?:run|Config|serve|Popen|call|exec\w*|system)\b")


def facts_of(paths: Iterable[str], configuration: Configuration) -> dict[str, Linked]:
    """Facts by file, empty if no file of the run has any.

    Of most files only the bytes are searched, for import statements; those that use the library,
    and those that import what matters from them, are read in full.
    """
    paths = [path for path in paths if path != STANDARD_INPUT]
    if len(paths) < 2:
        return {}
    words = [word.encode() for word in FAMILY_TOKENS["WS4"]]
    holding: list[str] = []
    serving: list[str] = []
    managing: list[str] = []
    importing: list[tuple[str, bytes]] = []
    for path in paths:
        data = reading.read_bytes(path)
        if isinstance(data, Problem):
            continue
        if b"import" in data:
            importing.append((path, data))
        if _LIBRARY in data:
            holding.append(path)
        if _SERVER in data and _STARTING.search(data):
            serving.append(path)
        if b"class " in data and any(word in data for word in words):
            managing.append(path)
    if not holding and not serving and not managing:
        return {}
    from ..engine import Engine
    from ..project.facts import facts_of as joined
    from ..project.imports import Imports
    from ..project.modules import Modules
    from ..project.project import Files

    modules = Modules(paths)
    imports = Imports(modules)
    for path, data in importing:
        imports.add(path, data)
    engine = Engine(configuration.settings)
    return joined(Files(
        modules, imports, _source, engine.model, engine.projects.is_local,
        lambda path: matches_file(configuration.settings.test_pattern, path),
        tuple(holding), tuple(serving), tuple(managing)))


def _source(path: str) -> Source | None:
    data = reading.read_bytes(path)
    if isinstance(data, Problem):
        return None
    file, problem = reading.decode(path, data)
    source = None if problem is not None else reading.parse(file)
    return None if isinstance(source, Problem) else source

"""Reads the files of a run for what they tell about one another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..files import reading
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT, Problem

if TYPE_CHECKING:
    from ..engine import Engine
    from ..model.linked import Linked
    from ..project.summary import Summary

_WORD = b"websockets"


def facts_of(paths: Iterable[str], configuration: Configuration) -> dict[str, Linked]:
    """Facts by file, empty if no file of the run uses the library.

    Files that use it are read in full, of those that may import from them the imports alone,
    of all others only the bytes are searched.
    """
    paths = [path for path in paths if path != STANDARD_INPUT]
    holding: list[tuple[str, bytes]] = []
    others: list[tuple[str, bytes]] = []
    for path in paths:
        data = reading.read_bytes(path)
        if not isinstance(data, Problem):
            (holding if _WORD in data else others).append((path, data))
    if not holding or len(paths) < 2:
        return {}
    from ..engine import Engine
    from ..project.facts import join
    from ..project.modules import Modules

    engine = Engine(configuration.settings)
    summaries: dict[str, Summary] = {}
    for path, data in holding:
        _add(path, data, engine, summaries)
    telling = {_module_name(summary.path) for summary in summaries.values()
               if summary.exports or any(cls.attributes for cls in summary.classes.values())}
    given = _given_from(summaries.values())
    if not telling and not given:
        return {}
    modules = Modules(paths)
    # Files that import from them; modules that hold what is given to serve().
    words = re.compile(rb"\b(?:" + b"|".join(
        re.escape(os.fsencode(name)) for name in sorted(telling)) + rb")\b")
    rest = dict(others)
    for path, data in others:
        if telling and b"import" in data and words.search(data):
            _add(path, data, None, summaries)
    pending = {modules.find(path, level, module) for path, level, module in given}
    while pending:
        home = pending.pop()
        if home is not None and home in rest and home not in summaries:
            _add(home, rest[home], None, summaries)
            if home in summaries:  # it may only hand on what another module defines
                pending.update(modules.find(home, link.level, link.module)
                               for link in summaries[home].links)
            else:
                del rest[home]
    return join(summaries.values(), modules)


def _module_name(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(os.path.abspath(path))) if stem == "__init__" else stem


def _given_from(summaries: Iterable[Summary]) -> set[tuple[str, int, str]]:
    """The modules that what is given to ``serve`` may come from, as they are imported."""
    found: set[tuple[str, int, str]] = set()
    for summary in summaries:
        names = {chain[0] for chain, _ in summary.given}
        for link in summary.links:
            if link.local in names:
                found.add((summary.path, link.level, link.module))
                inner = f"{link.module}.{link.name}" if link.module else link.name
                found.add((summary.path, link.level, inner))
    return found


def _add(
    path: str, data: bytes, engine: Engine | None, summaries: dict[str, Summary]
) -> None:
    summary = _summary(path, data, engine)
    if summary is not None:
        summaries[path] = summary


def _summary(path: str, data: bytes, engine: Engine | None) -> Summary | None:
    from ..project.summary import summarise

    file, problem = reading.decode(path, data)
    if problem is not None:
        return None
    source = reading.parse(file)
    if isinstance(source, Problem):
        return None
    try:
        model = None if engine is None else engine.model(source)
        return summarise(path, source.tree, model)
    except Exception:  # the file is judged on its own, and says so if it is an error of ours
        return None

"""Reads the files of a run for what they tell about one another."""

from __future__ import annotations

import contextlib
import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ..files import reading
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT, Problem
from ..settings.patterns import matches_file

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ..model.linked import Linked
    from ..project.project import Files
    from ..source import Source

    Part = Callable[[Files], dict[str, Linked]]

_LIBRARY = b"websockets"
_IMPORT = re.compile(rb"(?:import|from)[ \t]+websockets")
_SERVER = b"uvicorn"
_STARTING = re.compile(rb"(?:import|from)[ \t]+uvicorn|[\"'/ ]uvicorn[\"' ]")
#: From so many files on that may be read in full, processes of their own are worth it.
_MANY = 40
#: A class that holds connections has a name of theirs.
_MANAGED = b"ebsocket", b"ebSocket"
#: What a module of managers defines for others.
_DEFINITION = re.compile(rb"^(?:class|def)[ \t]+(\w+)", re.MULTILINE)


def facts_of(paths: Iterable[str], configuration: Configuration) -> dict[str, Linked]:
    """Facts by file, empty if no file of the run has any.

    Of most files only the bytes are searched, for import statements; those that use the library,
    and those that import what matters from them, are read in full.
    """
    paths = [path for path in paths if path != STANDARD_INPUT]
    if len(paths) < 2:
        return {}
    collecting = gc.isenabled()
    gc.disable()  # trees and models are many small objects, and no garbage
    try:
        return _facts(paths, configuration)
    finally:
        if collecting:
            gc.enable()


def _facts(paths: list[str], configuration: Configuration) -> dict[str, Linked]:
    holding: list[str] = []
    using: list[str] = []
    serving: list[str] = []
    storing: list[str] = []
    managing: dict[str, frozenset[str]] = {}
    importing: list[tuple[str, bytes]] = []
    for path in paths:
        data = reading.read_bytes(path)
        if isinstance(data, Problem):
            continue
        if b"import" in data:
            importing.append((path, data))
        if _LIBRARY in data:
            holding.append(path)
            if _IMPORT.search(data):
                using.append(path)
        if _SERVER in data and _STARTING.search(data):
            serving.append(path)
        if _MANAGED[0] in data or _MANAGED[1] in data:
            storing.append(path)
            if b"class " in data:
                managing[path] = frozenset(
                    name.decode("utf-8", "replace") for name in _DEFINITION.findall(data))
    if not holding and not serving and not storing:
        return {}
    from ..engine import Engine
    from ..project.facts import PARTS, joined
    from ..project.imports import Imports
    from ..project.modules import Modules
    from ..project.project import Files

    modules = Modules(paths)
    imports = Imports(modules)
    for path, data in importing:
        imports.add(path, data)
    del importing
    engine = Engine(configuration.settings)
    files = Files(
        modules, imports, _source, _bytes, engine.model, engine.projects.is_local,
        lambda path: matches_file(configuration.settings.test_pattern, path),
        tuple(holding), tuple(using), tuple(serving), managing, tuple(storing))
    apart = len(holding) + len(managing) > _MANY
    return joined(_answered(PARTS, files) if apart else (_answer(part, files) for part in PARTS))


def _answered(parts: Iterable[Part], files: Files) -> Iterator[dict[str, Linked]]:
    """What the parts tell, each from a process that takes what it has read with it."""
    if sys.platform != "linux":  # as for the workers: elsewhere a fork is not safe or not there
        yield from (_answer(part, files) for part in parts)
        return
    import multiprocessing

    context = multiprocessing.get_context("fork")
    asked = []
    for part in parts:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(theirs, part, files), daemon=True)
        try:
            process.start()
        except OSError:  # no more are to be had
            yield _answer(part, files)
            continue
        theirs.close()
        asked.append((ours, process))
    for ours, process in asked:
        try:
            yield ours.recv()
        except EOFError:
            _tell("its process ended unexpectedly")
        process.join()


def _send(connection: Connection, part: Part, files: Files) -> None:
    answer = _answer(part, files)
    with contextlib.suppress(OSError):  # the first process is no more
        connection.send(answer)
    connection.close()


def _answer(part: Part, files: Files) -> dict[str, Linked]:
    """What one part tells. Never raises: the run goes on, file by file."""
    try:
        return part(files)
    except Exception as error:
        _tell(f"internal error ({type(error).__name__}). Please report it")
        return {}


def _tell(reason: str) -> None:
    print(f"modern-ws: what files tell about one another was left out: {reason}", file=sys.stderr)


def _bytes(path: str) -> bytes:
    data = reading.read_bytes(path)
    return b"" if isinstance(data, Problem) else data


def _source(path: str) -> Source | None:
    data = reading.read_bytes(path)
    if isinstance(data, Problem):
        return None
    file, problem = reading.decode(path, data)
    source = None if problem is not None else reading.parse(file)
    return None if isinstance(source, Problem) else source

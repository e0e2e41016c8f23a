"""The supported releases, where they are declared, and declarations that do not count."""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...settings import dependencies, places, requirements
from ...settings.project import Projects
from ...settings.settings import Settings
from ...settings.versions import SupportedRange
from .trap import Severity, Trap

LIBRARIES = ("websockets", "uvicorn")
#: Lower bounds as they are written, for examples.
_LOWEST = {"websockets": "13", "uvicorn": "0.30"}


class Target(NamedTuple):
    """The supported releases of one library, in the files of one directory."""

    library: str
    supported: SupportedRange
    #: ``path:line`` of what declares them; empty if nothing does.
    places: tuple[str, ...]


def targets(settings: Settings, directory: str, option_places: dict[str, str]) -> list[Target]:
    """The targets of files in a directory; ``option_places`` tells where options were set."""
    projects = Projects(settings)
    found = []
    for library in LIBRARIES:
        supported = projects.supported(library, os.path.join(directory, "file.py"))
        if getattr(settings, library) != "auto":
            where: tuple[str, ...] = (option_places[library],)
        else:
            declaration = dependencies.find(library, directory)
            where = tuple(places.declared(library, declaration)) if declaration else ()
        found.append(Target(library, supported, where))
    return found


def undeclared(target: Target) -> Iterator[Trap]:
    """A note on a target without a lower bound."""
    if target.library == "websockets" and not target.supported.declared:
        yield Trap(target.places[0] if target.places else "",
                   "no lower bound of websockets is declared: findings are those of "
                   f"{target.supported.newest}, and WS107, WS108, WS110 stay silent",
                   "Declare one, such as websockets>=13, in the project's dependencies.",
                   Severity.NOTE)


def traps(directory: str) -> Iterator[Trap]:
    """Files that declare nothing because they are broken, from a directory upwards."""
    current = os.path.abspath(directory)
    while True:
        try:
            names = sorted(os.listdir(current))
        except OSError:
            names = []
        for name in names:
            check = _check(name)
            path = os.path.join(current, name)
            if check is None or not os.path.isfile(path):
                continue
            reason = dependencies.unread(path)
            if reason is None:
                yield from check(path)
            else:
                yield Trap(path, f"{reason}: what it declares does not count",
                           "Declare the dependencies in a file that can be read.")
        parent = os.path.dirname(current)
        if parent == current or os.path.exists(os.path.join(current, ".git")):
            return
        current = parent


def _check(name: str) -> Callable[[str], Iterator[Trap]] | None:
    """What looks into a file of that name; None if it declares nothing."""
    if name == "pyproject.toml":
        return _toml
    if name == "setup.cfg":
        return _ini
    return _requirements if name.startswith("requirements") and name.endswith(".txt") else None


def _toml(path: str) -> Iterator[Trap]:
    import tomli

    try:
        text = (dependencies.read(path) or b"").decode("utf-8")
        tomli.loads(text)
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        at = re.search(r"\(at line (\d+)", reason)
        yield Trap(places.show(path, int(at[1]) if at else None),
                   f"is not valid TOML: {reason}. What it declares does not count",
                   "Correct the file.")
        return
    for number, key, line in places.toml_lines(text):
        if key.endswith("dependencies") or key.startswith(("dependency-groups.",
                                                           "project.optional-dependencies.")):
            for double, single in re.findall(r"""(?:"([^"]*)"|'([^']*)')""", line):
                yield from _misread(double or single, path, number)


def _ini(path: str) -> Iterator[Trap]:
    text = dependencies.read_text(path)
    try:
        configparser.RawConfigParser().read_string(text or "")
    except configparser.Error as error:
        reason = " ".join(str(error).split()).replace("'<string>'", "it")
        yield Trap(path, f"is not a valid file: {reason}. What it declares does not count",
                   "Correct the file.")


def _requirements(path: str) -> Iterator[Trap]:
    for number, line in requirements.logical_lines(dependencies.read_text(path) or ""):
        file = requirements.included(line)
        if file is not None:
            file = os.path.join(os.path.dirname(path), file)
            if not os.path.isfile(file):
                yield Trap(places.show(path, number), "includes a file that is not there",
                           "Correct the path, or delete the line.")
        else:
            yield from _misread(requirements.without_options(line), path, number)


def _misread(text: str, path: str, number: int) -> Iterator[Trap]:
    """A requirement of one of the libraries that packaging cannot parse."""
    for library in LIBRARIES:
        named = re.match(rf"\s*{library}\b(?![-.\w])", text, re.IGNORECASE)
        if named and requirements.specifier(library, text) is None:
            yield Trap(places.show(path, number),
                       f"{text.strip()!r} is not a requirement: it does not count",
                       f"Write it as in '{library}>={_LOWEST[library]}' (PEP 508).")

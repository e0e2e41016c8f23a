"""The versions of a library that a project declares, from its own files."""

from __future__ import annotations

import configparser
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from . import poetry, requirements

#: A file larger than this is not a declaration that somebody wrote.
_LIMIT = 4_000_000


class Declaration(NamedTuple):
    """The specifiers that one source gives for a package, and where it stands."""

    specifiers: tuple[str, ...]
    origin: str
    #: The files that name the package.
    files: tuple[str, ...]


def find(package: str, directory: str) -> Declaration | None:
    """What the nearest project declares for a package, from ``directory`` upwards."""
    for current in upwards(directory):
        declaration = declared_in(package, current)
        if declaration is not None:
            return declaration
    return None


def upwards(directory: str) -> Iterator[str]:
    """A directory and those above it; that of a repository (``.git``) is the last one."""
    current = os.path.abspath(directory)
    while True:
        yield current
        parent = os.path.dirname(current)
        if parent == current or os.path.exists(os.path.join(current, ".git")):
            return
        current = parent


def declared_in(package: str, directory: str) -> Declaration | None:
    """What the files of one directory declare for a package.

    The first source that names the package wins: ``project.dependencies``, optional
    dependencies and dependency groups, Poetry's tables, ``requirements*.txt``, ``setup.cfg``.
    A file that cannot be read or parsed declares nothing.
    """
    for source in _SOURCES:
        declaration = source(package, directory)
        if declaration is not None:
            return declaration
    return None


def _pyproject(package: str, directory: str) -> Declaration | None:
    path = os.path.join(directory, "pyproject.toml")
    data = read(path)
    if data is None or package.encode() not in data.lower():
        return None
    document = _toml(data)
    for name, found in _tables(package, document):
        specifiers = tuple(found)
        if specifiers:
            return Declaration(specifiers, f"{path}: {name}", (path,))
    return None


def _tables(package: str, document: dict[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    project = _mapping(document.get("project"))
    yield "project.dependencies", _specifiers(package, project.get("dependencies"))
    optional = _lists(project.get("optional-dependencies"))
    groups = _lists(document.get("dependency-groups"))  # PEP 735; all groups, so also included
    optional_names = [*_specifiers(package, optional)]
    group_names = [*_specifiers(package, groups)]
    name = "project.optional-dependencies" if optional_names else "dependency-groups"
    if optional_names and group_names:
        name += " and dependency-groups"
    yield name, [*optional_names, *group_names]
    tool = _mapping(_mapping(document.get("tool")).get("poetry"))
    yield "tool.poetry.dependencies", poetry.specifiers(package, tool.get("dependencies"))
    tables = [("dev-dependencies", tool.get("dev-dependencies"))]
    tables += [(f"group.{group}.dependencies", _mapping(table).get("dependencies"))
               for group, table in _mapping(tool.get("group")).items()]
    named = [(name, [*poetry.specifiers(package, table)]) for name, table in tables]
    origin = " and ".join(f"tool.poetry.{name}" for name, found in named if found)
    yield origin, [specifier for _, found in named for specifier in found]


def _requirements(package: str, directory: str) -> Declaration | None:
    try:
        listed = sorted(os.listdir(directory))
    except OSError:
        return None
    paths = [os.path.join(directory, name) for name in listed
             if name.startswith("requirements") and name.endswith(".txt")]
    files = requirements.Files(package, read_text)
    naming = [path for path in paths if files.collect(path)]
    if not naming:
        return None
    return Declaration(tuple(files.specifiers()), " and ".join(naming), tuple(files.naming))


def _setup_cfg(package: str, directory: str) -> Declaration | None:
    path = os.path.join(directory, "setup.cfg")
    text = read_text(path)
    if text is None or (package not in text.lower() and "file:" not in text):
        return None
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    required = parser.get("options", "install_requires", fallback="")
    extras = []
    if parser.has_section("options.extras_require"):
        extras = [value for _, value in parser.items("options.extras_require")]
    for name, values in (("install_requires", [required]), ("extras_require", extras)):
        files = requirements.Files(package, read_text)
        for value in values:
            if value.strip().startswith("file:"):
                for file in value.strip().removeprefix("file:").split(","):
                    files.collect(os.path.join(directory, file.strip()))
            else:
                files.collect_text(value, path)
        specifiers = tuple(files.specifiers())
        if specifiers:
            return Declaration(specifiers, f"{path}: {name}", tuple(files.naming))
    return None


def _specifiers(package: str, listed: object) -> Iterator[str]:
    """The specifiers of those requirements (PEP 508) that name the package."""
    if isinstance(listed, list):
        for text in listed:
            if isinstance(text, str):
                specifier = requirements.specifier(package, text)
                if specifier is not None:
                    yield specifier


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lists(value: object) -> list[Any]:
    """All items of the lists of a table."""
    return [item for listed in _mapping(value).values() if isinstance(listed, list)
            for item in listed]


def read(path: str) -> bytes | None:
    """The bytes of a regular file of bearable size; None if there is none to be read."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > _LIMIT:
            return None
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def unread(path: str) -> str | None:
    """Why ``read`` gives nothing for a file that is there; None if it gives something."""
    try:
        if os.path.getsize(path) > _LIMIT:
            return f"is larger than {_LIMIT // 1_000_000} MB"
        with open(path, "rb"):
            return None
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def read_text(path: str) -> str | None:
    """The text of such a file: UTF-8, with or without a mark, else Latin-1."""
    data = read(path)
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _toml(data: bytes) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(data.decode("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return {}


_SOURCES: tuple[Callable[[str, str], Declaration | None], ...] = (
    _pyproject, _requirements, _setup_cfg)

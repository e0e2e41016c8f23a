"""The versions of a library that a project declares, from its own files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Declaration(NamedTuple):
    """The specifiers that one source gives for a package, and where it stands."""

    specifiers: tuple[str, ...]
    origin: str


def find(package: str, directory: str) -> Declaration | None:
    """What the nearest project declares for a package, from ``directory`` upwards.

    A file that cannot be read or parsed declares nothing.
    """
    current = os.path.abspath(directory)
    while True:
        for source in _SOURCES:
            declaration = source(package, current)
            if declaration is not None:
                return declaration
        parent = os.path.dirname(current)
        if parent == current or os.path.exists(os.path.join(current, ".git")):
            return None
        current = parent


def _pyproject(package: str, directory: str) -> Declaration | None:
    path = os.path.join(directory, "pyproject.toml")
    data = _read(path)
    if data is None or package.encode() not in data.lower():
        return None
    document = _toml(data)
    project = document.get("project")
    if not isinstance(project, dict):
        return None
    optional = project.get("optional-dependencies")
    groups = [("dependencies", project.get("dependencies"))]
    if isinstance(optional, dict):
        groups += [("optional-dependencies", [r for listed in optional.values()
                                              if isinstance(listed, list) for r in listed])]
    for name, listed in groups:
        if isinstance(listed, list):
            specifiers = tuple(_specifiers(package, listed))
            if specifiers:
                return Declaration(specifiers, f"{path}: project.{name}")
    return None


def _specifiers(package: str, requirements: list[Any]) -> Iterator[str]:
    """The specifiers of those requirements (PEP 508) that name the package."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    for text in requirements:
        if not isinstance(text, str) or package not in text.lower():
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        if canonicalize_name(requirement.name) == package:
            yield str(requirement.specifier)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _toml(data: bytes) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(data.decode("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return {}


_SOURCES: tuple[Callable[[str, str], Declaration | None], ...] = (_pyproject,)

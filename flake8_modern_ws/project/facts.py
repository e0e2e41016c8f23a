"""Joins what the files of a project tell to facts about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..model.linked import NOTHING, Linked
from .connections import ConnectionFacts
from .evidence import Evidence
from .library import Library
from .managers import ManagerFacts
from .project import Files, Project

Facts = dict[str, Linked]


def of_library(files: Files) -> Facts:
    """What files take from one another of the library, hand to it, and make of it."""
    return Library(Project(files)).facts() if files.holding else {}


def of_servers(files: Files) -> Facts:
    """The managers that files make instances of, and the applications that they start."""
    project = Project(files)
    found = ConnectionFacts(project).facts() if files.storing else {}
    found = ManagerFacts(project, found).facts() if files.managing else found
    evidence = Evidence(project)
    for path in files.serving:
        applications = evidence.applications(path)
        if applications:
            found[path] = found.get(path, NOTHING)._replace(applications=applications)
    return found


#: They have nothing to do with one another: each can be asked in a process of its own.
PARTS: tuple[Callable[[Files], Facts], ...] = (of_library, of_servers)


def joined(parts: Iterable[Mapping[str, Linked]]) -> Facts:
    """The facts by file; files without any are left out."""
    found: Facts = {}
    for part in parts:
        for path, linked in part.items():
            before = found.get(path, NOTHING)
            found[path] = before._replace(**{
                field: value for field, value in linked._asdict().items() if value})
    return {path: linked for path, linked in found.items() if linked != NOTHING}

"""Joins what the files of a project tell to facts about each."""

from __future__ import annotations

from ..model.linked import NOTHING, Linked
from .evidence import Evidence
from .library import Library
from .managers import ManagerFacts
from .project import Files, Project


def facts_of(files: Files) -> dict[str, Linked]:
    """The facts by file; files without any are left out."""
    project = Project(files)
    found = Library(project).facts() if files.holding else {}
    for path, told in ManagerFacts(project).facts().items() if files.managing else ():
        found[path] = found.get(path, NOTHING)._replace(
            managers=told.managers, factories=told.factories)
    evidence = Evidence(project)
    for path in files.serving:
        applications = evidence.applications(path)
        if applications:
            found[path] = found.get(path, NOTHING)._replace(applications=applications)
    return {path: linked for path, linked in found.items() if linked != NOTHING}

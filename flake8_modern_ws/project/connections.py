"""Connections that one module puts into collections of another, or hands to its functions."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress

from ..model.linked import Handed, Linked, Stored
from ..model.managers.analysis import Outgoing
from .project import Project
from .resolver import Target

#: What may follow an imported name where a connection is put into it.
_STORING = (
    rb"(?:\.\w+){0,2}(?:\[[^\n\]]*\]){0,3}"
    rb"(?:\.(?:append|appendleft|add|insert|setdefault|update|extend)\(|(?<=\])[ \t]*=[^=]"
    rb"|(?<=\])\.\w+[ \t]*=[^=]|[ \t]*\|=)")
#: The same where a connection is handed on: an argument with a name that connections have.
_HANDING = (
    rb"(?:\.\w+){0,2}\((?:[^()\n]*[ (,=])?"
    rb"(?:self|\w*(?:ws|[Ss]ock|[Ss]ocket|conn|connection|client))[ \t]*[,)]")


class ConnectionFacts:
    """Tells files what others do with connections, and with what they define."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def facts(self) -> dict[str, Linked]:
        """The facts by file."""
        stored: defaultdict[str, set[Stored]] = defaultdict(set)
        handed: defaultdict[str, set[Handed]] = defaultdict(set)
        for path in self._project.files.storing:
            if not self._reaches_out(path):
                continue
            outgoing = self._outgoing(path)
            for written, put in outgoing.stored:
                target = self._target(path, written)
                if target is not None:
                    stored[target.path].add(
                        put._replace(name=target.name, attributes=target.attributes))
            for written, given in outgoing.handed:
                target = self._target(path, written)
                if target is not None:
                    self._hand(target, given, handed)
        return {path: Linked(stored=frozenset(stored[path]), handed=frozenset(handed[path]))
                for path in sorted({*stored, *handed})}

    def _reaches_out(self, path: str) -> bool:
        """Whether the text of a file seems to put something into what it imports."""
        files = self._project.files
        names = {local for _, _, local in files.imports.taken(path) if local.isidentifier()}
        if not names:
            return False
        either = b"|".join(re.escape(name.encode()) for name in sorted(names))
        return re.search(rb"\b(?:" + either + rb")(?:" + _STORING + rb"|" + _HANDING + rb")",
                         files.read(path)) is not None

    def _outgoing(self, path: str) -> Outgoing:
        model = self._project.model(path)
        with suppress(Exception):  # the file says so itself if it is an error of ours
            if model is not None:
                return model.managers.outgoing
        return Outgoing()

    def _target(self, path: str, written: str) -> Target | None:
        """What another file of the project has under a path."""
        target = self._project.target(path, written)
        if target is None or not target.path or not target.name or target.path == path:
            return None
        return target

    def _hand(
        self, target: Target, given: Handed, handed: defaultdict[str, set[Handed]]
    ) -> None:
        """A function, or a method of a class or of an instance that a module has."""
        if not target.attributes:
            handed[target.path].add(given._replace(name=target.name))
        elif len(target.attributes) == 1:
            owner = target._replace(attributes=())
            made = self._project.origin(owner) or owner
            if made.path and made.name and not made.attributes:
                handed[made.path].add(
                    given._replace(name=made.name, method=target.attributes[0]))

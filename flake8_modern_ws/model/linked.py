"""What other files of a project tell about one file; empty without a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .kinds import Kind

#: Where an alias of an import stands: line from 1, byte column from 0.
Position = tuple[int, int]
#: What stands before the name of a module of the project, where a qualified name would be.
MARK = "@"


class Served(NamedTuple):
    """A function of the file that another file gives to ``serve``.

    ``name`` is the function's, ``what`` is ``handler`` or the name of a hook. ``by`` is the
    other file; ``only`` tells that it does nothing else with the function.
    """

    name: str
    what: str
    implementation: str
    by: str = ""
    only: bool = False


class Linked(NamedTuple):
    """The facts about one file.

    ``names`` are imports of names that other modules of the project have from the library, by
    the place of their alias; ``modules`` are imports of such modules, ``exports`` what those
    have; ``classes`` are imported classes with attributes that are known objects of the library.
    """

    names: Mapping[Position, str] = {}
    modules: Mapping[Position, str] = {}
    exports: Mapping[str, Mapping[str, str]] = {}
    classes: Mapping[Position, Mapping[str, Kind]] = {}
    served: tuple[Served, ...] = ()
    #: The files that the facts come from.
    origins: frozenset[str] = frozenset()

    def translated(self, path: str) -> str | None:
        """The library's name for a path into a module of the project."""
        module, _, rest = path.removeprefix(MARK).partition(".")
        name, _, further = rest.partition(".")
        found = self.exports.get(module, {}).get(name)
        return None if found is None else f"{found}.{further}" if further else found


NOTHING = Linked()

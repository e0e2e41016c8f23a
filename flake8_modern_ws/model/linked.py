"""What other files of a project tell about one file; empty without a project.

The keys are paths as the file writes them: the dots of a relative import, the module, and what is
taken from it (``.compat.connect``, ``app.net.connect``). They say the same wherever in the file
the import stands.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import NamedTuple

from .kinds import Kind

#: What stands before a path of the project, where a qualified name would be.
MARK = "@"
#: What stands for the module in the path of a name that a star import brings.
STAR = "*"


#: What stands behind the name of what is called.
CALLED = "()"


class Served(NamedTuple):
    """A function of the file that another file gives to ``serve``.

    ``name`` is the function's, with its class before it if it is a method of an instance, or
    with ``()`` behind it if it is what a call gives;
    ``what`` is ``handler`` or the name of a hook. ``by`` is the other file; ``only`` tells that
    it does nothing else with the function. ``skipped`` counts the parameters that a partial
    binds in front, ``named`` are those that it binds by name.
    """

    name: str
    what: str
    implementation: str
    by: str = ""
    only: bool = False
    skipped: int = 0
    named: frozenset[str] = frozenset()


class Stored(NamedTuple):
    """A name of the module into which another module puts a connection.

    ``attributes`` are those beyond the name; ``element`` says that it goes into something that
    the named collection holds.
    """

    name: str
    attributes: tuple[str, ...] = ()
    element: bool = False


class Handed(NamedTuple):
    """A function or, with the name of its class before it, a method that is given a connection.

    ``position`` counts the arguments in front, ``keyword`` is the name, if it has one.
    """

    name: str
    method: str = ""
    position: int = 0
    keyword: str = ""


class Linked(NamedTuple):
    """The facts about one file.

    ``names`` are what other modules of the project have from the library; ``modules`` the
    beginnings of paths that may lead to such a name; ``classes`` are classes of other modules
    with attributes that are known objects of the library, ``results`` what calls of their
    functions give. ``instances`` are classes of other modules with such attributes too, by the
    names of their ``members``; ``values`` are objects that other modules hold.
    """

    names: Mapping[str, str] = {}
    modules: frozenset[str] = frozenset()
    classes: Mapping[str, Mapping[str, Kind]] = {}
    results: Mapping[str, Kind] = {}
    instances: Mapping[str, str] = {}
    values: Mapping[str, Kind] = {}
    #: By class: what attributes of its instances are; with ``()``, what calls of methods give.
    members: Mapping[str, Mapping[str, Kind]] = {}
    #: What other files pass to functions and methods of the file, by name and parameter.
    passed: Mapping[str, Mapping[str, Kind]] = {}
    served: tuple[Served, ...] = ()
    #: The files that the facts above come from.
    origins: frozenset[str] = frozenset()
    #: Classes of other modules: whether making an instance makes a connection manager.
    managers: Mapping[str, bool] = {}
    #: Functions of other modules that make a manager at every call, with its name.
    factories: Mapping[str, str] = {}
    #: Applications, as they are written: whether they serve WebSockets.
    applications: Mapping[str, bool] = {}
    #: What other modules do with connections, and things of this one.
    stored: frozenset[Stored] = frozenset()
    handed: frozenset[Handed] = frozenset()

    @property
    def tells_library(self) -> bool:
        """Whether objects of the library may occur in a file that does not import it."""
        return bool(self.names or self.classes or self.results or self.served
                    or self.instances or self.values or self.passed)

    @property
    def tells_managers(self) -> bool:
        """Whether connections or managers may be kept in a file that has no word of them."""
        return bool(self.managers or self.factories or self.stored or self.handed)

    def translated(self, path: str) -> str | None:
        """The library's name for a path into the project."""
        head, tail = path.removeprefix(MARK), ""
        while head.strip("."):
            found = self.names.get(head)
            if found is not None:
                return found + tail
            head, _, last = head.rpartition(".")
            tail = f".{last}{tail}"
        return None


NOTHING = Linked()


def written(statement: ast.stmt | None, alias: ast.AST) -> str:
    """The path that an alias binds, as the import writes it."""
    if not isinstance(alias, ast.alias):
        return ""
    if isinstance(statement, ast.ImportFrom):
        return joined("." * statement.level + (statement.module or ""), alias.name)
    return alias.name if alias.asname else alias.name.partition(".")[0]


def joined(module: str, name: str) -> str:
    """A path into a module; relative ones keep their dots."""
    return f"{module}{'' if not module or module.endswith('.') else '.'}{name}"

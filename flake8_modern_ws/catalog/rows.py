"""The shapes of the catalog's rows."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Group(Enum):
    """What a deprecated path is; each group belongs to one rule."""

    LEGACY_MODULE = "anything of websockets.legacy"
    LEGACY_ALIAS = "a legacy object through a compatibility path"
    REMOVED = "gone, without a replacement"
    RENAMED_MODULE = "a module that was renamed or absorbed"
    CONNECTION_CLASS = "a legacy connection class"
    SERVER_CLASS = "a legacy server class"
    EXCEPTION = "a legacy exception"
    BASIC_AUTH = "legacy basic authentication"
    SANSIO = "an old Sans-I/O name"
    MOVED = "gone or moved, a replacement exists"


class Fix(Enum):
    """How far a replacement keeps the meaning."""

    SAFE = "the same object, or an equal value"
    UNSAFE = "mechanical, to be reviewed"
    MANUAL = "needs a person"


class DeprecatedName(NamedTuple):
    """A module or a name that legacy code imports or reaches.

    Releases are written as upstream writes them ("14.0"). ``deprecated`` is the release
    since which upstream calls the path deprecated, by a warning or in its changelog;
    ``removed`` the first release in which the path is missing for good.
    """

    path: str
    group: Group
    deprecated: str | None
    removed: str | None
    replacement: str | None
    #: The first release in which the replacement exists.
    since: str | None
    fix: Fix
    #: One clause: what else changes with the replacement, or what to do where there is none.
    note: str = ""
    #: Whether the path is a module.
    module: bool = False


class DeprecatedAttribute(NamedTuple):
    """An attribute of legacy objects that the new ones lack.

    ``replacement`` is an expression in which ``{ws}`` stands for the object, or None;
    ``since`` the release from which it works on the new objects.
    """

    name: str
    replacement: str | None
    since: str | None
    fix: Fix
    note: str = ""
    #: ``client`` or ``server`` where the replacement differs; empty: both.
    side: str = ""
    #: An expression that always has the value of the old attribute, if that is not the
    #: replacement itself.
    exact: str = ""


class DeprecatedArgument(NamedTuple):
    """A keyword argument that the new implementation renamed or does not take.

    ``callables`` are last names (``connect``, ``serve``, …). ``replacement`` is the argument to
    write instead, None if it is to be deleted; ``since`` the first release that takes it at
    the top level of the package.
    """

    name: str
    callables: frozenset[str]
    replacement: str | None
    since: str | None
    fix: Fix
    note: str = ""
    #: Implementations that take the argument, with a meaning of their own.
    taken_by: frozenset[str] = frozenset()


class KeywordOnly(NamedTuple):
    """Arguments that a callable takes by keyword alone.

    ``positional`` counts the arguments that may stay positional, ``names`` are the others in
    the order in which they used to be taken. ``since`` is the release whose call raises
    TypeError, ``keyword_since`` the first release that takes them by keyword.
    """

    positional: int
    names: tuple[str, ...]
    since: str
    keyword_since: str


class UnsupportedUse(NamedTuple):
    """A use that some release stopped supporting, and what to write instead.

    ``since`` is the first release in which ``effect`` happens; ``effect`` completes a sentence
    about the used name.
    """

    since: str
    effect: str
    hint: str

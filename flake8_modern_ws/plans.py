"""What would have to change for a finding: data that rules attach and ``fixing`` carries out.

A plan says what is wanted; whether it can be done, and if not why, is decided in ``fixing``.
Plans hold nodes of the tree and events of the model, so they live as long as these. They are not
changed; that dataclasses see to that would take an eighth of what importing the engine costs.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .catalog.rows import DeprecatedAttribute, DeprecatedName, Fix, KeywordOnly
from .catalog.switched_names import INTRODUCED_IN, SWITCHED_IN
from .model.contents import Entry
from .model.events import ImportedName, Place, Reference
from .model.handlers import Given
from .model.hooks import Hook
from .model.kinds import Kind
from .model.library_calls import LibraryCall
from .model.path_strings import PathString
from .model.server_configurations import ServerConfiguration, ServerOption
from .settings.versions import SupportedRange


@dataclass(eq=False, repr=False)
class Plan:
    """How far the change keeps the meaning, and from which release on its result works.

    ``implementation`` is that of the objects concerned, as in ``model.kinds.Kind``: a change of
    ``legacy`` objects goes with the import that makes them, and so does one of ``package``
    objects unless the whole range has the new ones there. Empty: the change needs nothing else.
    """

    fix: Fix
    since: str | None
    implementation: str = ""

    @property
    def side(self) -> str:
        """Whether clients or servers are concerned; empty: both, or not known."""
        return ""

    def applicability(self, supported: SupportedRange) -> Fix:
        """Safe, unsafe, or manual where some supported release lacks the replacement."""
        if self.fix is Fix.MANUAL:
            return Fix.MANUAL
        if self.since is not None and not supported.guarantees(self.since):
            return Fix.MANUAL
        if not self.leaves_legacy(supported):
            return self.fix
        if self.implementation == "package" and not supported.guarantees(INTRODUCED_IN):
            return Fix.MANUAL
        return Fix.UNSAFE  # the import changes with it, and what the import means

    def leaves_legacy(self, supported: SupportedRange) -> bool:
        """Whether it is part of leaving the legacy implementation: complete or not at all."""
        if self.implementation == "package":
            return not supported.guarantees(SWITCHED_IN)
        return self.implementation == "legacy"


@dataclass(eq=False, repr=False)
class ReplaceName(Plan):
    """A deprecated path at an import, in use or in a string; ``path`` is what was reported."""

    path: str = ""
    row: DeprecatedName | None = None
    event: ImportedName | Reference | PathString | None = None

    @property
    def same(self) -> bool:
        """Whether it goes to another path of the same object, which needs nothing else."""
        return not self.implementation

    @property
    def side(self) -> str:
        return side_of(self.path if self.row is None else self.row.path)


@dataclass(eq=False, repr=False)
class ReplaceStarName(Plan):
    """A name that a star import no longer brings, wherever the file uses it."""

    path: str = ""

    @property
    def side(self) -> str:
        return side_of(self.path)


@dataclass(eq=False, repr=False)
class ReplaceAttribute(Plan):
    """An attribute of a connection, server or exception."""

    node: ast.Attribute | None = None
    place: Place | None = None
    row: DeprecatedAttribute | None = None
    kind: Kind | None = None

    @property
    def side(self) -> str:
        if self.kind is None:
            return ""
        return {"exception": "client", "server": "server"}.get(self.kind.role, self.kind.side)


@dataclass(eq=False, repr=False)
class ReplaceConstructor(Plan):
    """A call of an exception's class with the arguments of older releases."""

    path: str = ""
    call: ast.Call | None = None
    event: Reference | None = None

    @property
    def side(self) -> str:
        return "client"


@dataclass(eq=False, repr=False)
class AddImport(Plan):
    """A module that is used without being imported."""

    module: str = ""
    event: Reference | None = None


@dataclass(eq=False, repr=False)
class RemoveArm(Plan):
    """Code that no supported release runs: an arm of a ``try`` or an ``if``."""

    event: ImportedName | Reference | PathString | None = None


@dataclass(eq=False, repr=False)
class ReplaceArgument(Plan):
    """A keyword argument: renamed to ``new``, or removed where that is None.

    With ``header`` it gives one header that has an argument of its own, ``new``.
    """

    argument: Entry | None = None
    call: LibraryCall | None = None
    new: str | None = None
    header: bool = False

    @property
    def side(self) -> str:
        return "" if self.call is None else side_of(self.call.name)


@dataclass(eq=False, repr=False)
class NameArguments(Plan):
    """Positional arguments that have to be given by keyword."""

    call: ast.Call | None = None
    row: KeywordOnly | None = None


@dataclass(eq=False, repr=False)
class ReplaceProtocolFactory(Plan):
    """A factory of protocols for basic authentication, given to ``serve``."""

    argument: Entry | None = None
    call: LibraryCall | None = None

    @property
    def side(self) -> str:
        return "" if self.call is None else side_of(self.call.name)


@dataclass(eq=False, repr=False)
class ReplaceProtocolBase(Plan):
    """A class of the file that inherits from a legacy connection class."""

    owner: ast.ClassDef | None = None
    of: str = ""

    @property
    def side(self) -> str:
        return self.of


@dataclass(eq=False, repr=False)
class ReplaceProtocolClass(Plan):
    """A class of the file, given to ``connect`` or ``serve`` as what makes connections."""

    argument: Entry | None = None
    call: LibraryCall | None = None
    owner: ast.ClassDef | None = None

    @property
    def side(self) -> str:
        return "" if self.call is None else side_of(self.call.name)


@dataclass(eq=False, repr=False)
class RemovePath(Plan):
    """The second parameter of a connection handler."""

    given: Given | None = None

    @property
    def side(self) -> str:
        return "server"


@dataclass(eq=False, repr=False)
class ReplaceHook(Plan):
    """A handshake hook: its parameters if ``signature``, and the tuples that it returns."""

    hook: Hook | None = None
    signature: bool = True
    returns: tuple[ast.Return, ...] = ()

    @property
    def side(self) -> str:
        return "server"


@dataclass(eq=False, repr=False)
class RunInLoop(Plan):
    """A call of ``serve`` that runs before there is an event loop."""

    call: LibraryCall | None = None

    @property
    def side(self) -> str:
        return "" if self.call is None else side_of(self.call.name)


@dataclass(eq=False, repr=False)
class SetOptions(Plan):
    """Options of a server with the values, as source code, that they are to have."""

    configuration: ServerConfiguration | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False, repr=False)
class RenameOption(Plan):
    """An option of a server under a name that it does not have."""

    option: ServerOption | None = None
    new: str = ""


@dataclass(eq=False, repr=False)
class Unplanned(Plan):
    """What a machine cannot change; others depend on it."""

    of: str = ""

    @property
    def side(self) -> str:
        return self.of


def side_of(path: str) -> str:
    """Whether a name of the library belongs to clients or to servers, by its last parts."""
    text = path.lower()
    client = any(word in text for word in ("client", "connect", "statuscode"))
    server = any(word in text for word in ("server", "serve", "auth", "broadcast"))
    if "connection" in text and "client" not in text:
        client = False
    return "" if client is server else "client" if client else "server"

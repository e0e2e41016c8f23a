"""The model of one module, built by one walk and computed as far as the rules ask."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Set
from functools import partial
from itertools import chain
from typing import Any

from ..settings.settings import Settings
from ..source import Source
from . import commands, servers
from .alternatives import Alternatives
from .applications import Applications
from .call_sites import CallSites
from .commands import Commands
from .events import ImportedName, Reference, WholeModule
from .guards import Guards, Wanted
from .handlers import Handlers
from .inference import Inference
from .installed import Exists
from .kinds import Kind
from .lazy import cached_property
from .library_calls import LibraryCall, LibraryCalls
from .linked import NOTHING, Linked
from .managers.analysis import Managers
from .managers.classes import ManagerNames
from .managers.events import MANAGER_EVENTS
from .mappings import Mappings
from .names import Names
from .path_strings import PathString, PathStrings
from .peers import LIBRARIES as PEERS
from .peers import PeerConfiguration, Peers
from .references import References, imported_names
from .scopes import Scope, Structure
from .server_configurations import ServerConfiguration
from .servers import Servers
from .walk import Visitor, parents_within, walk

#: Libraries whose names are looked for.
LIBRARIES = frozenset({"websockets"})
_WORD = re.compile(r"\w+")


class Model:
    """What the code of one file means. Everything is computed on first use."""

    def __init__(
        self,
        source: Source,
        star_exports: Callable[[str], Container[str]],
        is_local: Callable[[str], bool],
        exists: Exists,
        settings: Settings | None = None,
        option_forwarders: frozenset[str] = frozenset(),
        linked: Linked = NOTHING,
        walked: tuple[Structure, Visitor] | None = None,
        oldest: str = "0",
    ) -> None:
        self._linked = linked
        self.source = source
        self._forwarders = option_forwarders
        self._exists = exists
        self.structure: Structure
        self.structure, self._visit = walked = walked or walk(source.tree)
        self._again = partial(Model, source, star_exports, is_local, exists, settings,
                              option_forwarders, walked=walked, oldest=oldest)
        self._alternatives = Alternatives(self.structure, exists, oldest)
        self.names = Names(star_exports, is_local, linked, self._alternatives.is_unreached)
        self._settings = settings or Settings()
        self._parents: dict[ast.stmt, dict[ast.AST, ast.AST]] = {}
        #: What rules can register for, and where it comes from.
        self._events: dict[type, Callable[[], Iterable[object]]] = {
            ImportedName: lambda: self.imported_names,
            Reference: lambda: self.references,
            PathString: lambda: self.path_strings,
            LibraryCall: lambda: self.library_calls,
            ServerConfiguration: lambda: self.server_configurations,
            PeerConfiguration: lambda: self.peer_configurations,
            WholeModule: lambda: (WholeModule(source.tree, self.structure.module),),
            **{event: partial(self._managers, event) for event in MANAGER_EVENTS},
        }

    def told(self, linked: Linked) -> Model:
        """The same file, with what other files tell about it."""
        return self._again(linked=linked)

    def dismantle(self) -> None:
        """End the use of the model: without cycles its memory is free at once."""
        self.structure.dismantle()
        vars(self).clear()

    def events(self, kind: type) -> Iterable[object]:
        """All events of one class, for the rules that register for it."""
        return self._events[kind]()

    @cached_property
    def imported_names(self) -> list[ImportedName]:
        """Every alias that imports something of the libraries."""
        return imported_names(self.structure, self.names, LIBRARIES)

    @property
    def uses_websockets(self) -> bool:
        """Whether objects of the library can occur: by an import, or from other files."""
        return bool(self.imported_names) or self._linked.tells_library

    @cached_property
    def references(self) -> list[Reference]:
        """Every use of a name of the libraries."""
        if not self._linked.tells_library and not any(name in self._text for name in LIBRARIES):
            return []
        return self._references_to(LIBRARIES)

    @cached_property
    def _text(self) -> str:
        return "".join(self.source.lines)

    def _references_to(self, libraries: frozenset[str]) -> list[Reference]:
        starred: set[str] = set()
        for binding in self.structure.module.bindings.get("*", ()):
            quoted = (word for constant, _, _ in self.structure.strings
                      for word in _WORD.findall(str(constant.value)))
            starred.update(name for name in (*self.structure.uses, *quoted)
                           if self.names.brings(binding, name) is not None)
        return References(
            self.structure, self.names, libraries, self.source.lines, self._visit,
            frozenset(starred),
        ).collect()

    @cached_property
    def managers(self) -> Managers:
        """Connection managers, and what holds connections for the life of the process."""
        settings = self._settings
        return Managers(
            self.structure, self.source.lines, ManagerNames.told(settings),
            settings.connection_types, self._linked)

    def _managers(self, kind: type) -> Iterable[object]:
        return self.managers.events()[kind]()

    @cached_property
    def path_strings(self) -> list[PathString]:
        """Every string that names something of the libraries where it is looked up."""
        return PathStrings(self.structure, self.names, LIBRARIES, self.parents).collect()

    @cached_property
    def mappings(self) -> Mappings:
        """What dictionaries hold."""
        return Mappings(self.structure, self.parents, lambda: self.kinds.classes)

    @cached_property
    def applications(self) -> Applications:
        """What applications serve."""
        return Applications(self.structure, self.names, self.parents, self._linked.applications)

    @cached_property
    def server_configurations(self) -> list[ServerConfiguration]:
        """Every configuration of uvicorn: calls, worker classes, command lines."""
        libraries = servers.LIBRARIES | {path.partition(".")[0] for path in self._forwarders}
        found: list[ServerConfiguration] = []
        text = self._text
        if self.imports_any(libraries | servers.STARTING) or servers.imports_by_name(text):
            found += Servers(
                self.structure, self.names, self.mappings, self._references_to(libraries),
                self.parents, self._forwarders, lambda: self.kinds.classes,
            ).collect()
        if self.imports_any(commands.MODULES) and "uvicorn" in text:
            found += Commands(
                self.structure, self.names, self.parents, lambda: self.kinds.classes, text,
            ).collect()
        return found

    @cached_property
    def peer_configurations(self) -> list[PeerConfiguration]:
        """Every configuration of another library that serves or opens WebSockets."""
        if not self.imports_any(PEERS):
            return []
        return Peers(
            self.structure, self.names, self.mappings, self.parents,
            lambda: self.kinds.classes,
        ).collect()

    def imports_any(self, libraries: frozenset[str]) -> bool:
        """Whether an import statement names a module of one of these libraries."""
        return not libraries.isdisjoint(self._roots)

    @cached_property
    def _roots(self) -> frozenset[str]:
        """The top-level modules that absolute imports name."""
        found: set[str] = set()
        for statement, _ in self.structure.imports:
            if isinstance(statement, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in statement.names)
            elif not statement.level:
                found.add((statement.module or "").partition(".")[0])
        return frozenset(found)

    @cached_property
    def guards(self) -> Guards:
        """Compatibility code: fallbacks and version tests."""
        return Guards(
            self.structure, self.names, self._exists, lambda: self._wanted, self.parents,
            self._alternatives.is_always_there)

    @cached_property
    def _wanted(self) -> Wanted:
        """What each statement asks of the libraries."""
        wanted: dict[ast.stmt, list[tuple[ast.AST, str]]] = {}
        for item in self.imported_names:
            wanted.setdefault(item.statement, []).append((item.node, item.path))
        for named in self.path_strings:
            wanted.setdefault(named.statement, []).append((named.node, named.path))
        for reference in self.references:
            if len(reference.paths) == 1:
                wanted.setdefault(reference.statement, []).append(
                    (reference.node, reference.paths[0]))
        return wanted

    @cached_property
    def kinds(self) -> Inference:
        """What expressions are: connections, servers, exceptions."""
        return Inference(
            self.structure, self.names, self.source.lines,
            self._parameter_from_library, self._linked)

    def _parameter_from_library(self, function: ast.AST, position: int) -> Kind | None:
        return self.handlers.parameter(function, position)

    @cached_property
    def library_calls(self) -> list[LibraryCall]:
        """Calls of the library's ``connect``, ``serve`` and kin."""
        finder = LibraryCalls(self.structure, self.names, self.parents)
        found = list(finder.collect(self.references))
        if self.uses_websockets:
            found.extend(finder.of_subclasses(self.kinds.classes))
        return found

    @cached_property
    def call_sites(self) -> CallSites:
        """What stands around calls."""
        return CallSites(self.structure, self.names, self.parents)

    @cached_property
    def handlers(self) -> Handlers:
        """Functions that the library calls."""
        return Handlers(self.structure, self.names, self.kinds.classes, self.kinds.of,
                        lambda: self.mappings, self._linked.served)

    def attributes(
        self, names: Set[str]
    ) -> Iterator[tuple[ast.Attribute, Scope, ast.stmt]]:
        """Every attribute with one of these names, wherever it stands in a chain."""
        for name in self._attributes.keys() & names:
            yield from self._attributes[name]

    @cached_property
    def _attributes(self) -> dict[str, list[tuple[ast.Attribute, Scope, ast.stmt]]]:
        table: defaultdict[str, list[tuple[ast.Attribute, Scope, ast.stmt]]] = defaultdict(list)
        for use in chain(self.structure.chains, self.structure.attributes):
            part: Any = use[0]
            table[part.attr].append(use)
            part = part.value
            while part.__class__ is ast.Attribute:
                table[part.attr].append((part, use[1], use[2]))
                part = part.value
        return table

    def scope_of(self, node: ast.AST) -> Scope:
        """The scope that a function, class, lambda or comprehension opens."""
        return self.structure.scopes[node]

    def parents(self, statement: ast.stmt) -> dict[ast.AST, ast.AST]:
        """The parents of the expressions of a statement."""
        if statement not in self._parents:
            self._parents[statement] = parents_within(statement)
        return self._parents[statement]

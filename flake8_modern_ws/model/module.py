"""The model of one module, built by one walk and computed as far as the rules ask."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable
from functools import cached_property

from ..source import Source
from .applications import Applications
from .commands import Commands
from .events import ImportedName, Reference, WholeModule
from .guards import Guards, Wanted
from .installed import Exists
from .mappings import Mappings
from .names import Names
from .path_strings import PathString, PathStrings
from .peers import LIBRARIES as PEERS
from .peers import PeerConfiguration, Peers
from .references import References, imported_names
from .scopes import Scope, Structure
from .servers import ServerConfiguration, Servers
from .walk import parents_within, walk

#: Libraries whose names are looked for.
LIBRARIES = frozenset({"websockets"})
#: Libraries that start servers.
_SERVERS = frozenset({"uvicorn", "uvicorn_worker"})


class Model:
    """What the code of one file means. Everything is computed on first use."""

    def __init__(
        self,
        source: Source,
        star_exports: Callable[[str], Container[str]],
        is_local: Callable[[str], bool],
        exists: Exists,
        option_forwarders: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self._forwarders = option_forwarders
        self._star_exports = star_exports
        self._exists = exists
        self.structure: Structure
        self.structure, self._visit = walk(source.tree)
        self.names = Names(star_exports, is_local)
        self._parents: dict[ast.stmt, dict[ast.AST, ast.AST]] = {}
        #: What rules can register for, and where it comes from.
        self._events: dict[type, Callable[[], Iterable[object]]] = {
            ImportedName: lambda: self.imported_names,
            Reference: lambda: self.references,
            PathString: lambda: self.path_strings,
            ServerConfiguration: lambda: self.server_configurations,
            PeerConfiguration: lambda: self.peer_configurations,
            WholeModule: lambda: (WholeModule(source.tree, self.structure.module),),
        }

    def events(self, kind: type) -> Iterable[object]:
        """All events of one class, for the rules that register for it."""
        return self._events[kind]()

    @cached_property
    def imported_names(self) -> list[ImportedName]:
        """Every alias that imports something of the libraries."""
        return imported_names(self.structure, self.names, LIBRARIES)

    @cached_property
    def references(self) -> list[Reference]:
        """Every use of a name of the libraries."""
        return self._references_to(LIBRARIES)

    def _references_to(self, libraries: frozenset[str]) -> list[Reference]:
        starred: set[str] = set()
        for binding in self.structure.module.bindings.get("*", ()):
            module = self.names.imported(binding)
            if module is not None:
                starred.update(
                    name for name in self.structure.uses if name in self._star_exports(module))
        return References(
            self.structure, self.names, libraries, self.source.lines, self._visit,
            frozenset(starred),
        ).collect()

    @cached_property
    def path_strings(self) -> list[PathString]:
        """Every string that names something of the libraries where it is looked up."""
        return PathStrings(self.structure, self.names, LIBRARIES, self.parents).collect()

    @cached_property
    def mappings(self) -> Mappings:
        """What dictionaries hold."""
        return Mappings(self.structure, self.parents)

    @cached_property
    def applications(self) -> Applications:
        """What applications serve."""
        return Applications(self.structure, self.names, self.parents)

    @cached_property
    def server_configurations(self) -> list[ServerConfiguration]:
        """Every configuration of uvicorn: calls, worker classes, command lines."""
        libraries = _SERVERS | {path.partition(".")[0] for path in self._forwarders}
        found: list[ServerConfiguration] = []
        if self.imports_any(libraries | {"fastmcp", "mcp"}):
            found += Servers(
                self.structure, self.names, self.mappings, self._references_to(libraries),
                self.parents, self._forwarders,
            ).collect()
        if self.imports_any(frozenset({"subprocess", "os", "asyncio", "shlex"})):
            if any("uvicorn" in line for line in self.source.lines):
                found += Commands(self.structure, self.names).collect()
        return found

    @cached_property
    def peer_configurations(self) -> list[PeerConfiguration]:
        """Every configuration of another library that serves or opens WebSockets."""
        if not self.imports_any(PEERS):
            return []
        return Peers(self.structure, self.names, self.mappings, self.parents).collect()

    def imports_any(self, libraries: frozenset[str]) -> bool:
        """Whether an import statement names a module of one of these libraries."""
        for statement, _ in self.structure.imports:
            if isinstance(statement, ast.ImportFrom):
                if not statement.level and (
                    statement.module or "").partition(".")[0] in libraries:
                    return True
            elif any(alias.name.partition(".")[0] in libraries for alias in statement.names):
                return True
        return False

    @cached_property
    def guards(self) -> Guards:
        """Compatibility code: fallbacks and version tests."""
        return Guards(
            self.structure, self.names, self._exists, lambda: self._wanted, self.parents)

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

    def scope_of(self, node: ast.AST) -> Scope:
        """The scope that a function, class, lambda or comprehension opens."""
        return self.structure.scopes[node]

    def parents(self, statement: ast.stmt) -> dict[ast.AST, ast.AST]:
        """The parents of the expressions of a statement."""
        if statement not in self._parents:
            self._parents[statement] = parents_within(statement)
        return self._parents[statement]

"""The analysis of connection managers of one module, computed as far as rules ask."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from ..lazy import cached_property
from ..linked import NOTHING, Handed, Linked, Stored
from ..scopes import Structure
from . import frameworks
from .classes import ManagerClasses, ManagerNames
from .collections import Collections
from .events import (
    ContainerSingleton,
    GlobalManager,
    ImportTimeLookup,
    NamedCall,
    SharedConnections,
    SingletonManager,
    UserRegistry,
)
from .instances import Instances
from .inventory import Inventory
from .lookups import Lookups, candidates, is_getter
from .origins import Origins
from .registries import Registries
from .singletons import Singletons
from .stores import Stores
from .types import ConnectionTypes
from .variables import ConnectionVariables

_WEBSOCKETS = re.compile(
    r"[Ww]eb_?[Ss]ock|WEB_?SOCK|(?<![A-Za-z])ws(?![a-z])|(?<![A-Z])W[Ss](?![a-z])|flask_sock")
_ATTRIBUTE = re.compile(r"\.\w*(?:[Ww]eb_?[Ss]ocket|ws_manager)")
_MANAGERS = re.compile(r"(?:onnection|ocket|oom|lient)_?(?:[Mm]anager|[Hh]ub|[Rr]egistry|[Pp]ool)")


class Declared(NamedTuple):
    """What other modules may take: classes, by whether making an instance makes a manager of its
    own, and functions that make one at every call, with its name."""

    classes: dict[str, bool]
    factories: dict[str, str]


class Outgoing(NamedTuple):
    """What the module does with connections, and things that it imports: paths as it writes them,
    with ``Stored`` and ``Handed`` that lack a name yet."""

    stored: frozenset[tuple[str, Stored]] = frozenset()
    handed: frozenset[tuple[str, Handed]] = frozenset()


class Managers:
    """What one module says about its connection managers.

    ``names`` are the patterns of class names, ``connection_types`` further dotted names of
    types that are connections.
    """

    def __init__(
        self,
        structure: Structure,
        lines: Sequence[str],
        names: ManagerNames,
        connection_types: Collection[str],
        linked: Linked = NOTHING,
    ) -> None:
        self._linked = linked
        self._structure = structure
        self._lines = lines
        self._names = names
        self._further = connection_types

    @cached_property
    def _words(self) -> str:
        """The names that the code uses, defines and imports, for one search over them all."""
        words = list(self._structure.uses)
        for statement, _ in self._structure.imports:
            if isinstance(statement, ast.ImportFrom):
                words.append(statement.module or "")
            words.extend(alias.name for alias in statement.names)
        words.extend(node.name for node, _ in self._structure.classes)
        return " ".join(words)

    @cached_property
    def _mentions_websockets(self) -> bool:
        """Whether code, not comments, speaks of WebSockets."""
        return _WEBSOCKETS.search(self._words) is not None

    @cached_property
    def _speaks_socket_io(self) -> bool:
        """Whether the file serves Socket.IO, and no WebSockets beside it."""
        words = {word.partition(".")[0] for word in self._words.split()}
        return bool(words & {"socketio", "flask_socketio", "fastapi_socketio"}) and (
            not words & {"WebSocket", "websockets", "WebSocketResponse"})

    @property
    def _is_told(self) -> bool:
        """Whether the file takes a manager, or what makes one, from another module."""
        linked = self._linked
        return bool(linked.factories or linked.stored or linked.handed) or any(
            linked.managers.values())

    @cached_property
    def _applies(self) -> bool:
        """Whether a look is worth it: no more than names in a file decide that."""
        if self._is_told:
            return True
        if self._mentions_websockets or _MANAGERS.search(self._words):
            return True
        words = self._words
        if any(path.rpartition(".")[2] in words for path in self._further):
            return True
        if any(self._names.strong(word) for word in words.split()):
            return True
        if _ATTRIBUTE.search("".join(self._lines)):
            return True
        packages = frameworks.SERVER_PACKAGES | {"aiohttp"}
        return any(word.partition(".")[0] in packages for word in words.split())

    @cached_property
    def _keeps(self) -> bool:
        """Whether anything can be found: a connection, a collection of them, a manager's name.

        Most files hold none of these, and this is far cheaper than the search.
        """
        return self._applies and (
            self._is_told or self._names_manager or self._variables.any or self._types.keeps_typed)

    @cached_property
    def _names_manager(self) -> bool:
        """Whether a name in the file says that something is a manager."""
        structure, either = self._structure, self._names.either
        return "*" in structure.module.bindings or any(
            either(name) for names in (
                structure.calls_by_name,
                (node.name for node, _ in structure.classes),
                (base.attr for node, _ in structure.classes for base in node.bases
                 if isinstance(base, ast.Attribute)),
                (alias.name.rpartition(".")[2] for statement, _ in structure.imports
                 for alias in statement.names),
                (value.attr for _, value in self._inventory.aliases
                 if isinstance(value, ast.Attribute)),
            ) for name in names)

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._structure)

    @cached_property
    def _inventory(self) -> Inventory:
        return Inventory(self._structure)

    @cached_property
    def _types(self) -> ConnectionTypes:
        return ConnectionTypes(
            self._structure, self._origins, self._lines, self._further, self._inventory)

    @cached_property
    def _variables(self) -> ConnectionVariables:
        return ConnectionVariables(
            self._structure, self._origins, self._types, self._inventory, self._linked.handed)

    @cached_property
    def _stores(self) -> Stores:
        return Stores(self._structure, self._variables, self._types, self._linked.stored)

    @cached_property
    def _classes(self) -> ManagerClasses:
        return ManagerClasses(
            self._structure, self._origins, self._types, self._variables, self._stores,
            self._names, self._mentions_websockets, self._speaks_socket_io, self._inventory,
            self._linked)

    @cached_property
    def _singletons(self) -> Singletons:
        return Singletons(self._structure, self._origins, self._classes)

    @cached_property
    def _instances(self) -> Instances:
        return Instances(self._structure, self._origins, self._classes, self._singletons,
                         self._variables)

    @cached_property
    def _collections(self) -> Collections:
        return Collections(self._structure, self._origins, self._types, self._stores,
                           self._classes, self._instances)

    @cached_property
    def _registries(self) -> Registries:
        return Registries(self._structure, self._origins, self._classes, self._instances,
                          self._collections)

    @cached_property
    def singletons(self) -> list[SingletonManager]:
        """Manager classes that have one instance in a process."""
        if not self._keeps:
            return []
        found = []
        for node, _ in self._structure.classes:
            if self._classes.is_local_manager(node):
                shape = self._singletons.shape(node)
                if shape is not None:
                    found.append(SingletonManager(node, shape, self._singletons.resets(node)))
        return found

    @cached_property
    def declared(self) -> Declared:
        """What the names of the module mean for those who import them.

        A class with the name of a manager that is none, and one whose only instance is reported
        with the class, are told too: the name alone would say otherwise.
        """
        found = Declared({}, {})
        if not self._keeps:
            return found
        for node, scope in self._structure.classes:
            if scope.kind != "module" or len(scope.bindings.get(node.name, ())) != 1:
                continue
            if self._classes.is_local_manager(node):
                found.classes[node.name] = self._singletons.shape(node) is None
            elif self._names.either(node.name) and self._classes.stands_alone(node):
                found.classes[node.name] = False
        for function, scope in self._structure.functions:
            if scope.kind == "module" and not function.decorator_list and (
                len(scope.bindings.get(function.name, ())) == 1
                and not is_getter(function.name)
            ):
                made = self._instances.made_by(function)
                if made is not None:
                    found.factories[function.name] = made
        return found

    @cached_property
    def outgoing(self) -> Outgoing:
        """What goes from here into other modules."""
        if not (self._applies and self._variables.any):
            return Outgoing()
        return Outgoing(frozenset(self._stores.outside), frozenset(self._variables.outside()))

    @cached_property
    def instances(self) -> list[GlobalManager]:
        """Managers that live as long as the process."""
        return self._instances.collect() if self._keeps else []

    @cached_property
    def collections(self) -> list[SharedConnections]:
        """Collections of connections that live as long as the process."""
        if not self._keeps:
            return []
        return self._collections.collect(frozenset(s.node for s in self.singletons))

    @cached_property
    def lookups(self) -> list[ImportTimeLookup]:
        """Manager getters called while the module is imported."""
        if not self._applies or not any(candidates(self._structure)):
            return []
        return list(Lookups(self._structure, self._origins, self._classes,
                            self._instances.placement).collect())

    def containers(self) -> Iterable[ContainerSingleton]:
        """Managers registered as singletons with a container."""
        return self._registries.containers() if self._keeps else ()

    def user_registries(self) -> Iterable[UserRegistry]:
        """Mappings from keys to managers that nothing is removed from."""
        return self._registries.user_registries() if self._keeps else ()

    def named_calls(self) -> Iterable[NamedCall]:
        """Every call of something with a name, whatever the file is about."""
        return self._registries.named_calls()

    def events(self) -> dict[type, Callable[[], Iterable[object]]]:
        """What rules can register for, and where it comes from."""
        return {
            GlobalManager: lambda: self.instances,
            SingletonManager: lambda: self.singletons,
            SharedConnections: lambda: self.collections,
            ImportTimeLookup: lambda: self.lookups,
            ContainerSingleton: self.containers,
            UserRegistry: self.user_registries,
            NamedCall: self.named_calls,
        }

"""Which classes are managers of WebSocket connections."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from ...settings import patterns
from ...settings.settings import Settings
from ...words import NAME_LENGTH
from ..lazy import cached_property
from ..linked import NOTHING, Linked, joined
from ..scopes import FunctionNode, Scope, Structure
from . import frameworks
from .inventory import Inventory
from .origins import Origin, Origins
from .stores import Stores
from .types import ConnectionTypes
from .variables import ConnectionVariables

#: Classes that are no managers whatever they hold.
_NO_MANAGER_BASES = frozenset({
    "Enum", "IntEnum", "StrEnum", "Flag", "Protocol", "TypedDict", "NamedTuple", "Exception",
})
#: Data models: a field alone makes no manager of them.
MODEL_BASES = frozenset({
    "BaseModel", "BaseSettings", "SQLModel", "Model", "Struct", "GenericModel", "RootModel",
})
_ABSTRACT_BASES = frozenset({"ABC", "ABCMeta"})
#: A class that composes a manager is one as well if its name says that it serves others.
_COMPOSING = re.compile(r"(?:manager|hub|registry|router|layer|pool|broker|service|server)$",
                        re.IGNORECASE)
_EMITTING = re.compile(r"_*(?:send|emit|notify|broadcast)")
_EMITTING_METHODS = 3
_PUBLISHING = frozenset({"publish", "xadd", "lpush", "rpush", "send_and_wait", "group_send"})
#: Modules of other connections: an imported ConnectionManager of these is none of ours.
_OTHER_MODULES = re.compile(
    r"(?:^|[._])(?:db|databases?|sql\w*|pg|postgres\w*|psycopg\w*|asyncpg|mysql|redis|mongo\w*|"
    r"pymongo|cassandra|elastic\w*|neo4j|amqp|rabbit\w*|kafka|aiokafka|mqtt|nats|ssh|paramiko|"
    r"asyncssh|s?ftp|ldap|serial|usb|bluetooth|ble|grpc|rpc|http|https|httpx|urllib3|requests|"
    r"dbus|network\w*|vpn|snmp|modbus|opcua|mcp|sse|tcp|udp|smtp|imap|mail)(?=$|[._])")
#: Modules whose WebSockets are the client's end.
_CLIENT_MODULES = re.compile(
    r"(?:^|[._])(?:\w*_)?(?:clients?|binance|unicorn_binance\w*|kucoin|kraken|bybit|okx|coinbase|"
    r"bitfinex|bitmex|ccxt\w*|alpaca|polygon|kiteconnect|exchanges?|feeds?|discord|slack\w*)"
    r"(?=$|[._])")
REALTIME_MODULES = re.compile(
    r"(?:^|[._])(?:\w*websockets?\w*|wss?|sockets?|realtime|real_time|chat|"
    r"connection_managers?|live)(?=$|[._])|web_?socket|(?:^|[._])ws_|_ws(?=$|[._])|socket_manager")


_STRONG, _WEAK = "strong", "weak"


class ManagerNames:
    """What names of classes say; regular expressions that are searched for in them."""

    def __init__(
        self, manager: re.Pattern[str], generic: re.Pattern[str], exclude: re.Pattern[str]
    ) -> None:
        self._manager = manager
        self._generic = generic
        self.exclude = exclude
        #: How every name that the first two find ends; empty if that is not known.
        self.endings = patterns.endings(manager, generic)
        #: The same few thousand names stand in all files of a project.
        self._judged = lru_cache(maxsize=8192)(self._judge)

    @classmethod
    def told(cls, settings: Settings) -> ManagerNames:
        """The patterns of some settings."""
        return _known(
            settings.manager_pattern, settings.generic_manager_pattern, settings.manager_exclude)

    def strong(self, name: str) -> bool:
        """Whether a name says that the class manages WebSocket connections."""
        return self._says(name) == _STRONG

    def weak(self, name: str) -> bool:
        """Whether a name says that the class manages connections of some kind."""
        return self._says(name) == _WEAK

    def either(self, name: str) -> bool:
        """Whether it says one of the two."""
        return self._says(name) != ""

    def _says(self, name: str) -> str:
        if self.endings and not name.endswith(self.endings):
            return ""
        return self._judged(name)

    def _judge(self, name: str) -> str:
        if len(name) > NAME_LENGTH:
            return ""
        if self._manager.search(name):
            return "" if self.exclude.search(name) else _STRONG
        if self._generic.search(name):
            return "" if self.exclude.search(name) else _WEAK
        return ""


@lru_cache(maxsize=8)
def _known(
    manager: re.Pattern[str], generic: re.Pattern[str], exclude: re.Pattern[str]
) -> ManagerNames:
    return ManagerNames(manager, generic, exclude)


class ManagerClasses:
    """Decides which classes of the file, and which imported ones, are managers."""

    def __init__(
        self,
        structure: Structure,
        origins: Origins,
        types: ConnectionTypes,
        variables: ConnectionVariables,
        stores: Stores,
        names: ManagerNames,
        mentions_websockets: bool,
        speaks_socket_io: bool,
        inventory: Inventory,
        linked: Linked = NOTHING,
    ) -> None:
        self.linked = linked
        self._structure = structure
        self._origins = origins
        self._types = types
        self._variables = variables
        self.stores = stores
        self.names = names
        self._mentions = mentions_websockets
        self._speaks_socket_io = speaks_socket_io
        self._inventory = inventory
        self._known: dict[ast.ClassDef, bool] = {}
        self._bases: dict[ast.ClassDef, list[Origin]] = {}

    @cached_property
    def _calls(self) -> dict[Scope, list[tuple[ast.Call, Scope]]]:
        """Calls by the class in whose body, or in whose methods, they stand."""
        found: dict[Scope, list[tuple[ast.Call, Scope]]] = {}
        classes = frozenset({"class"})
        for call, scope, _ in self._structure.calls:
            owner = scope.enclosing(classes)
            while owner is not None:
                found.setdefault(owner, []).append((call, scope))
                owner = owner.parent.enclosing(classes) if owner.parent is not None else None
        return found

    def is_manager(self, origin: Origin | None) -> bool:
        """Whether a class, of the file or imported, is a manager."""
        if origin is None:
            return False
        if isinstance(origin.definition, ast.ClassDef):
            return self.is_local_manager(origin.definition)
        return origin.module is not None and self._is_imported_manager(origin)

    @cached_property
    def local_names(self) -> frozenset[str]:
        """Names in the file under which a manager may be known; more rather than fewer."""
        found = {node.name for node, _ in self._structure.classes if self.is_local_manager(node)}
        found |= {path.rpartition(".")[2] for path in (*self.linked.managers,
                                                       *self.linked.factories)}
        for binding in self._inventory.imports:
            alias = binding.node
            if not isinstance(alias, ast.alias):
                continue
            last = alias.name.rpartition(".")[2]
            if last in found or (
                self.names.either(last) and self.is_manager(self._origins.of_binding(binding))
            ):
                found.add(binding.name)
        for _ in range(2):
            for name, value in self._inventory.aliases:
                of = value.id if isinstance(value, ast.Name) else value.attr
                if of in found or self.names.either(of):
                    found.add(name)
        return frozenset(found)

    def may_make(self, function: ast.expr) -> bool:
        """A quick look at what is called: False if it cannot be a manager, or make one."""
        either, names = self.names.either, self.local_names
        while True:
            if isinstance(function, ast.Attribute):
                if either(function.attr) or function.attr in names:
                    return True
            elif isinstance(function, ast.Name):
                return function.id in names or (
                    "*" in self._structure.module.bindings and either(function.id))
            elif not isinstance(function, ast.Subscript):
                return False
            function = function.value

    def is_told_manager(self, origin: Origin) -> bool | None:
        """What the project tells of making an instance of an imported class, if anything."""
        return self.linked.managers.get(joined(origin.module or "", origin.name))

    def _is_imported_manager(self, origin: Origin) -> bool:
        module = origin.module or ""
        if self.is_told_manager(origin):
            return True
        if not origin.name[:1].isalpha() or origin.name.islower():
            return False  # a module or a function
        if _CLIENT_MODULES.search(module):
            return False
        if self.names.strong(origin.name):
            return True
        if not self.names.weak(origin.name) or _OTHER_MODULES.search(module):
            return False
        if self._speaks_socket_io:
            return False  # identifiers of sessions, not connections
        return bool(REALTIME_MODULES.search(module)) or (
            self._mentions and not origin.name.lower().endswith(("pool", "clientmanager")))

    def bases(self, node: ast.ClassDef) -> list[Origin]:
        """The origins of all bases, the bases of bases in the file included."""
        if node in self._bases:
            return self._bases[node]
        found: list[Origin] = []
        seen = {node}
        pending = [node]
        while pending:
            current = pending.pop(0)
            scope = self._structure.scopes[current].parent
            assert scope is not None
            for base in current.bases:
                origin = self._origins.of(base, scope)
                if origin is None:
                    continue
                found.append(origin)
                if isinstance(origin.definition, ast.ClassDef) and origin.definition not in seen:
                    seen.add(origin.definition)
                    pending.append(origin.definition)
        self._bases[node] = found
        return found

    def stands_alone(self, node: ast.ClassDef) -> bool:
        """Whether all that a class inherits is in the file, or of the standard library."""
        known = sum(origin.definition is not None or origin.root in sys.stdlib_module_names
                    for origin in self.bases(node))
        written = sum(len(current.bases) for current in self.hierarchy(node))
        return known == written

    def hierarchy(self, node: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """A class and its bases as far as the file defines them."""
        yield node
        for origin in self.bases(node):
            if isinstance(origin.definition, ast.ClassDef):
                yield origin.definition

    def methods(self, node: ast.ClassDef) -> Iterator[FunctionNode]:
        """The functions of a class body."""
        for bindings in self._structure.scopes[node].bindings.values():
            for binding in bindings:
                if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield binding.node

    def method(self, node: ast.ClassDef, name: str) -> FunctionNode | None:
        """The method that an instance of the class has, own or inherited in the file."""
        for current in self.hierarchy(node):
            for binding in self._structure.scopes[current].bindings.get(name, ()):
                if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    return binding.node
        return None

    def is_local_manager(self, node: ast.ClassDef) -> bool:
        """Whether a class of the file is a manager; what it does counts before its name."""
        if node not in self._known:
            self._known[node] = False  # a class that composes itself
            self._known[node] = self._decide(node)
        return self._known[node]

    def _decide(self, node: ast.ClassDef) -> bool:
        bases = self.bases(node)
        base_names = {origin.name for origin in bases}
        if base_names & _NO_MANAGER_BASES or self._types.is_handler(node):
            return False
        if any(frameworks.APPLICATION.search(o.name) for o in bases if o.module is not None):
            return False
        model = bool(base_names & MODEL_BASES)
        for current in self.hierarchy(node):
            if self.received(current) or (not model and self.stored(current)):
                return True
        if model or _is_abstract(node):
            return False
        if any(origin.module is not None and self._is_imported_manager(origin)
               for origin in bases):
            return True
        if not self._named_manager(node) and not self._composes(node):
            return False
        return not any(self._opens_connections(current) for current in self.hierarchy(node))

    def stored(self, node: ast.ClassDef) -> set[str]:
        """The attributes in which instances of a class, or it itself, keep connections."""
        return self.received(node) | self.stores.typed(self._structure.scopes[node])

    def received(self, node: ast.ClassDef) -> set[str]:
        """Those of them into which the file itself puts connections."""
        return {store.name for store in self.stores.found.get(self._structure.scopes[node], ())
                if store.name not in frameworks.APPLICATION_ATTRIBUTES}

    def _opens_connections(self, node: ast.ClassDef) -> bool:
        """Whether the class holds the client's end."""
        for call, scope in self._calls.get(self._structure.scopes[node], ()):
            function = call.func
            last = function.attr if isinstance(function, ast.Attribute) else getattr(
                function, "id", "")
            if last in frameworks.CLIENT_CALLS:
                return True
            if last in ("connect", "unix_connect", "WebSocket"):
                origin = self._origins.of(function, scope)
                if origin is not None and (
                    origin.root == "websockets" or origin.path == "websocket.WebSocket"
                ):
                    return True
        return False

    def _named_manager(self, node: ast.ClassDef) -> bool:
        name = node.name
        strong = self.names.strong(name)
        if not strong and not self.names.weak(name):
            return False
        if self._touches_connections(node):
            return True
        if not strong:
            return False
        if self._publishes(node):
            return False
        emitting = [m for m in self.methods(node)
                    if isinstance(m, ast.AsyncFunctionDef) and _EMITTING.match(m.name)]
        return len(emitting) >= _EMITTING_METHODS or self._wraps_manager(node)

    def _publishes(self, node: ast.ClassDef) -> bool:
        """Whether events go to a broker: connections are elsewhere, and so is their manager."""
        return any(isinstance(call.func, ast.Attribute) and call.func.attr in _PUBLISHING
                   for call, _ in self._calls.get(self._structure.scopes[node], ()))

    def _touches_connections(self, node: ast.ClassDef) -> bool:
        for method in self.methods(node):
            for bindings in self._structure.scopes[method].bindings.values():
                if any(b.kind == "parameter" and b in self._variables.bindings for b in bindings):
                    return True
        return any(
            isinstance(call.func, ast.Attribute)
            and call.func.attr in frameworks.CONNECTION_CALLS
            for call, _ in self._calls.get(self._structure.scopes[node], ()))

    def _wraps_manager(self, node: ast.ClassDef) -> bool:
        """A parameter of ``__init__`` typed with the name of a manager."""
        initializer = self.method(node, "__init__")
        if initializer is None:
            return False
        for argument in [*initializer.args.args, *initializer.args.kwonlyargs]:
            for part in ast.walk(argument.annotation) if argument.annotation else ():
                text = part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", None)
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    text = part.value
                if isinstance(text, str) and self.names.strong(text):
                    return True
        return False

    def _composes(self, node: ast.ClassDef) -> bool:
        """``self.connections = ConnectionManager()`` in a class that serves others."""
        if not _COMPOSING.search(node.name) or self.names.exclude.search(node.name):
            return False
        for call, scope in self._calls.get(self._structure.scopes[node], ()):
            if isinstance(call.func, ast.Name):
                origin = self._origins.of(call.func, scope)
                if origin is not None and origin.definition is not node and self.is_manager(
                    origin
                ) and self._keeps(call, scope):
                    return True
        return False

    def _keeps(self, call: ast.Call, scope: Scope) -> bool:
        """Whether a call's result becomes an attribute of ``self``."""
        for _, _, statement in self._structure.uses.get("self", ()):
            if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is call:
                return True
        return False


def _is_abstract(node: ast.ClassDef) -> bool:
    """Whether the class cannot be instantiated: an abstract base, or a protocol."""
    names = {b.attr if isinstance(b, ast.Attribute) else getattr(b, "id", "")
             for b in [*node.bases, *(k.value for k in node.keywords if k.arg == "metaclass")]}
    return bool(names & _ABSTRACT_BASES)

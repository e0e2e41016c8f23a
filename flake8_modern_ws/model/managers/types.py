"""Which types are connections of a WebSocket server, and what holds them."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from ..annotations import parse
from ..lazy import cached_property
from ..scopes import Scope, Structure
from .inventory import Inventory
from .origins import Origin, Origins
from .receivers import is_instance

#: Server-side connections by their last name. Starlette, FastAPI, Litestar, Falcon, Robyn and
#: BlackSheep call theirs WebSocket, Quart and Sanic Websocket.
_CONNECTIONS = frozenset({
    "WebSocket", "Websocket", "WebSocketResponse", "WebSocketServerProtocol",
    "WebSocketCommonProtocol", "WebSocketConnection", "WebsocketConnection",
    "WebSocketHandler", "WebsocketImplProtocol", "WebsocketConsumer",
    "AsyncWebsocketConsumer", "JsonWebsocketConsumer", "AsyncJsonWebsocketConsumer",
})
#: The same for names that mean something else in other libraries.
_QUALIFIED = frozenset({
    "websockets.ServerConnection", "websockets.asyncio.server.ServerConnection",
    "websockets.sync.server.ServerConnection", "websockets.server.ServerConnection",
    "simple_websocket.Server", "simple_websocket.ws.Server", "wsproto.WSConnection",
    "trio_websocket.WebSocketConnection",
})
#: The last names of these, and the libraries that they are of.
QUALIFIED_NAMES = frozenset(path.rpartition(".")[2] for path in _QUALIFIED)
QUALIFIED_ROOTS = frozenset(path.partition(".")[0] for path in _QUALIFIED)
#: Connections of a project's own, by their name: what wraps one, or is made for one.
_CONNECTION_NAME = re.compile(r"[Ww]eb[Ss]ocket(?:Connection|Conn|Session|Peer)$")
_HANDLER_NAME = re.compile(r"[Ww]eb[Ss]ocket(?:Handler|Consumer)$")
#: websocket-client and other libraries whose WebSocket is the client's end.
_CLIENT_LIBRARIES = frozenset({"websocket", "picows", "httpx_ws", "websocket_client"})
#: Base classes whose instances are connections: one per client.
_CONNECTION_BASE = re.compile(
    r"(?:web_?socket|(?<![A-Z])ws)\w*(?:handler|consumer|protocol|endpoint|application|resource)$"
    r"|^simple_?websocket|^websocket$", re.IGNORECASE)
#: A module's attribute that may be a connection type.
_ATTRIBUTE = re.compile(r"\.\w*ocket|\.ServerConnection|\.Server\b")
_NO_CONNECTION_BASE = re.compile(r"client|router|middleware|factory|exception|error",
                                 re.IGNORECASE)
#: Of these, one for each user isolates users.
_KEEPER = re.compile(r"(?:manager|hub|pool|registry|bridge|broker|broadcaster)$", re.IGNORECASE)
_TRANSPARENT = frozenset({"Optional", "Union", "Annotated", "Final", "ClassVar", "Required"})
CONTAINERS = frozenset({
    "list", "dict", "set", "frozenset", "tuple", "List", "Dict", "Set", "Tuple", "deque", "Deque",
    "defaultdict", "DefaultDict", "OrderedDict", "WeakSet", "WeakValueDictionary",
    "WeakKeyDictionary", "Mapping", "MutableMapping", "MutableSet", "MutableSequence", "Sequence",
    "Collection", "Iterable",
})


class ConnectionTypes:
    """Recognises connection types in annotations, bases and calls."""

    def __init__(
        self,
        structure: Structure,
        origins: Origins,
        lines: Sequence[str],
        further: Collection[str],
        inventory: Inventory,
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._inventory = inventory
        self._lines = lines
        self._further = frozenset(further)
        self._further_names = frozenset(path.rpartition(".")[2] for path in further)
        self._handlers: dict[ast.ClassDef, bool] = {}

    def is_connection(self, origin: Origin | None) -> bool:
        """Whether a class is the server's end of a connection."""
        if origin is None:
            return False
        if origin.name in self._further_names and (
            origin.path in self._further or not origin.root
        ):
            return True
        if isinstance(origin.definition, ast.ClassDef):
            return self.is_handler(origin.definition) or _names_connection(origin.name)
        if origin.module is None or origin.root in _CLIENT_LIBRARIES:
            return False
        if origin.name in _CONNECTIONS or origin.path in _QUALIFIED:
            return True
        return _names_connection(origin.name) or (
            self._is_tornado and _HANDLER_NAME.search(origin.name) is not None)

    @cached_property
    def _is_tornado(self) -> bool:
        """Whether the file is about Tornado, in which a handler is a connection."""
        return any((s.module or "").partition(".")[0] == "tornado"
                   if isinstance(s, ast.ImportFrom) and not s.level
                   else any(alias.name.partition(".")[0] == "tornado" for alias in s.names)
                   for s, _ in self._structure.imports)

    def is_handler(self, node: ast.ClassDef) -> bool:
        """Whether instances of a class of the file are connections, one per client."""
        if node not in self._handlers:
            self._handlers[node] = False  # a class among its own bases
            scope = self._structure.scopes[node].parent
            assert scope is not None
            self._handlers[node] = any(self._is_handler_base(b, scope) for b in node.bases)
        return self._handlers[node]

    def _is_handler_base(self, base: ast.expr, scope: Scope) -> bool:
        origin = self._origins.of(base, scope)
        if origin is None:
            return False
        if isinstance(origin.definition, ast.ClassDef):
            return self.is_handler(origin.definition)
        if origin.name in self._further_names:
            return True
        return is_connection_base(origin.name)

    @cached_property
    def has_handlers(self) -> bool:
        """Whether the file defines classes whose instances are connections."""
        return any(self.is_handler(node) for node, _ in self._structure.classes)

    @cached_property
    def candidates(self) -> frozenset[str]:
        """Names in the file that may mean a connection type; more rather than fewer."""
        found = {node.name for node, _ in self._structure.classes
                 if self._looks(node.name) or self.is_handler(node)}
        for binding in self._inventory.imports:
            if isinstance(binding.node, ast.alias) and self._looks(
                binding.node.name.rpartition(".")[2]
            ):
                found.add(binding.name)
        if "*" in self._structure.module.bindings:
            found |= _CONNECTIONS | self._further_names
        for _ in range(2):
            for name, value in self._inventory.aliases:
                if value.id in found if isinstance(value, ast.Name) else self._looks(value.attr):
                    found.add(name)
        return frozenset(found)

    def _looks(self, name: str) -> bool:
        return "ocket" in name or name in self._further_names or name in (
            "ServerConnection", "Server", "WSConnection")

    @cached_property
    def _possible(self) -> bool:
        """Whether an annotation of the file can name a connection at all."""
        if self.candidates:
            return True
        text = "".join(self._lines)
        return _ATTRIBUTE.search(text) is not None or any(
            "." + name in text for name in self._further_names)

    def direct(self, annotation: ast.expr | None, scope: Scope) -> bool:
        """Whether an annotation says that a value is a connection."""
        return self._search(annotation, scope, inside=False)

    @cached_property
    def keeps_typed(self) -> bool:
        """Whether an annotation of the file says that something is a collection of connections."""
        return any(
            self.contained(binding.annotation, binding.scope) for binding in self._inventory.nested
        ) or any(
            self.contained(statement.annotation, scope)
            for _, scope, statement in self._structure.uses.get("self", ())
            if isinstance(statement, ast.AnnAssign)
        ) or any(
            self.contained(value, self._structure.module) for value in self._aliases.values()
        ) or bool(self._possible and self._carriers)

    def carries(self, annotation: ast.expr | None, scope: Scope) -> bool:
        """Whether it says that a value is a collection of objects that keep a connection each."""
        return bool(self._carriers) and self._search(annotation, scope, inside=True, objects=True)

    @cached_property
    def _carriers(self) -> frozenset[ast.ClassDef]:
        """Classes of the file with a field that is one connection, and none that holds many."""
        if not self._possible:
            return frozenset()
        one: set[Scope] = set()
        many: set[Scope] = set()
        for node, _ in self._structure.classes:
            inside = self._structure.scopes[node]
            for bindings in inside.bindings.values():
                for binding in bindings:
                    if self.direct(binding.annotation, inside):
                        one.add(inside)
                    elif self.contained(binding.annotation, inside):
                        many.add(inside)
        for _, scope, statement in self._structure.uses.get("self", ()):
            owner = is_instance("self", scope) if isinstance(
                statement, (ast.AnnAssign, ast.Assign)) else None
            if owner is None:
                continue
            if isinstance(statement, ast.AnnAssign):
                if self.direct(statement.annotation, scope):
                    one.add(owner)
                elif self.contained(statement.annotation, scope):
                    many.add(owner)
            elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Name):
                if any(binding.kind == "parameter" and self.direct(binding.annotation, scope)
                       for binding in scope.lookup(statement.value.id)):
                    one.add(owner)
        return frozenset(scope.node for scope in one - many
                         if isinstance(scope.node, ast.ClassDef))

    @cached_property
    def _aliases(self) -> dict[str, ast.expr]:
        """Names of the module that stand for a type: ``Rooms = dict[str, set[WebSocket]]``."""
        found: dict[str, ast.expr] = {}
        for name, bindings in self._structure.module.bindings.items():
            binding = bindings[0]
            value = binding.value
            if len(bindings) == 1 and value is not None and (
                binding.kind == "type"
                or (binding.kind == "assignment" and (
                    (isinstance(value, ast.Subscript)
                     and _last(value.value) in CONTAINERS | _TRANSPARENT)
                    or _last(binding.annotation) == "TypeAlias"))
            ):
                found[name] = value
        return found

    def contained(self, annotation: ast.expr | None, scope: Scope) -> bool:
        """Whether an annotation says that a value is a collection of connections."""
        return self._search(annotation, scope, inside=True)

    def _search(
        self, annotation: ast.expr | None, scope: Scope, inside: bool, objects: bool = False
    ) -> bool:
        if annotation is None or not self._possible:
            return False
        if annotation.__class__ is ast.Name and not objects and (
            annotation.id not in self.candidates and annotation.id not in self._aliases
        ):
            return False
        seen: set[str] = set()
        stack: list[tuple[ast.expr, bool]] = [(annotation, False)]
        while stack:
            node, within = stack.pop()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if not objects and "ocket" not in node.value and not any(
                    name in node.value for name in (*self.candidates, *self._aliases)
                ):
                    continue
                parsed = parse(node, self._lines)
                if parsed is not None and not isinstance(parsed, ast.Constant):
                    stack.append((parsed, within))
            elif isinstance(node, (ast.Name, ast.Attribute)):
                if isinstance(node, ast.Name) and node.id in self._aliases:
                    if node.id not in seen:
                        seen.add(node.id)
                        stack.append((self._aliases[node.id], within))
                    continue
                if within != inside:
                    continue
                if objects:
                    origin = self._origins.of(node, scope)
                    if origin is not None and origin.definition in self._carriers and (
                        not _KEEPER.search(origin.name)
                    ):
                        return True
                    continue
                likely = node.id in self.candidates if isinstance(node, ast.Name) else (
                    self._looks(node.attr))
                if likely and self.is_connection(self._origins.of(node, scope)):
                    return True
            elif isinstance(node, ast.BinOp):
                stack += [(node.left, within), (node.right, within)]
            elif isinstance(node, ast.Tuple):
                stack.extend((item, within) for item in node.elts)
            elif isinstance(node, ast.Subscript):
                name = _last(node.value)
                if name in _TRANSPARENT:
                    stack.append((node.slice, within))
                elif name in CONTAINERS:
                    stack.append((node.slice, True))
        return False


def _last(node: ast.expr | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _names_connection(name: str) -> bool:
    return _CONNECTION_NAME.search(name) is not None and _NO_CONNECTION_BASE.search(name) is None


@lru_cache(maxsize=8192)
def may_be_connection(name: str) -> bool:
    """Whether a type with this last name is a connection of some library, or a project's own."""
    return name in _CONNECTIONS or _names_connection(name) or (
        _HANDLER_NAME.search(name) is not None)


@lru_cache(maxsize=8192)
def is_connection_base(name: str) -> bool:
    """Whether instances of what inherits from a class with this name are connections."""
    return (_CONNECTION_BASE.search(name) is not None
            and _NO_CONNECTION_BASE.search(name) is None)

"""Which variables hold a connection, or an object made of one."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from ..lazy import cached_property
from ..linked import Handed, written
from ..names import chain
from ..scopes import Binding, FunctionNode, Scope, Structure
from . import frameworks
from .callees import Callees
from .handlers import Handler, Handlers
from .inventory import Inventory
from .origins import Origins
from .receivers import is_instance
from .types import ConnectionTypes

#: How many expressions, and how many rounds of assignments, a connection may pass through.
_DEPTH = 4
#: Calls that give back their argument, or something that stands for it.
_PASSING = frozenset({"cast", "ref", "proxy", "accept", "_get_current_object"})
_CLASS_NAME = re.compile(r"_*[A-Z]\w*[a-z]\w*")
_NO_WRAPPER = re.compile(r"(?:Error|Exception|Disconnect|Task|Thread|Event|Message|Response)$")
#: Attributes under which the handlers of some servers keep their connection.
_OF_HANDLERS = frozenset({"ws", "websocket"})


class ConnectionVariables:
    """The bindings and attributes of one module that hold connections."""

    def __init__(
        self, structure: Structure, origins: Origins, types: ConnectionTypes,
        inventory: Inventory, told: Collection[Handed] = (),
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._types = types
        self._callees = Callees(structure)
        self.bindings: set[Binding] = set()
        #: Attributes of ``self`` that hold one connection, by the scope of the class.
        self.attributes: dict[Scope, set[str]] = {}
        self._named = self._trusts_names()
        self._inventory = inventory
        self._seed()
        self._seed_handlers()
        for handed in told:
            self._seed_told(handed)
        for _ in range(_DEPTH):
            if not self._propagate():
                break

    def _trusts_names(self) -> bool:
        """Whether ``ws`` without a type is the server's end: not in a file of a client."""
        uses, client, server = self._structure.uses, False, False
        for statement, _ in self._structure.imports:
            if isinstance(statement, ast.Import):
                modules = [alias.name for alias in statement.names]
            else:
                modules = [] if statement.level else [statement.module or ""]
                if any(alias.name in frameworks.CLIENT_CALLS for alias in statement.names):
                    client = True
                if any(alias.name in frameworks.SERVER_NAMES for alias in statement.names):
                    server = True
            roots = {module.partition(".")[0] for module in modules}
            server = server or not roots.isdisjoint(frameworks.SERVER_PACKAGES)
            client = client or "websocket" in roots
        if server:
            return True
        for name in ("websockets", "web", "aiohttp", "session", "websocket", "self", "connect"):
            for node, _, _ in uses.get(name, ()):
                last = node.attr if isinstance(node, ast.Attribute) else node.id
                if last in frameworks.SERVER_NAMES:
                    return True
                client = client or last in frameworks.CLIENT_CALLS or (
                    last == "connect" and name in ("websockets", "connect"))
        return not client

    def _seed(self) -> None:
        names: dict[str, bool] = {}
        for binding in self._inventory.parameters if self._named else ():
            name = binding.name
            if name not in names:
                names[name] = frameworks.CONNECTION_NAME.fullmatch(name) is not None
            if names[name]:
                self.bindings.add(binding)
        for binding in self._inventory.annotated:
            annotation = binding.annotation
            if isinstance(annotation, ast.Name) and annotation.id in ("Any", "object"):
                if binding.kind == "parameter" and self._named and (
                    frameworks.CONNECTION_NAME.fullmatch(binding.name)
                ):
                    self.bindings.add(binding)
            elif self._types.direct(annotation, binding.scope):
                self.bindings.add(binding)
        for binding in self._inventory.assignments:
            if binding.annotation is None and isinstance(
                binding.value, (ast.Await, ast.Call, ast.Subscript)
            ) and self._opens(binding):
                self.bindings.add(binding)

    def _opens(self, binding: Binding) -> bool:
        """``WebSocketResponse()``, ``await request.accept()``, ``environ["wsgi.websocket"]``."""
        value = binding.value
        if isinstance(value, ast.Await):
            accepts = (isinstance(value.value, ast.Call)
                       and isinstance(value.value.func, ast.Attribute)
                       and value.value.func.attr == "accept")
            return accepts and bool(frameworks.CONNECTION_NAME.fullmatch(binding.name))
        if isinstance(value, ast.Call):
            if isinstance(value.func, ast.Attribute) and value.func.attr == "get" and value.args:
                return _is_wsgi_key(value.args[0])
            origin = self._origins.of(value.func, binding.scope) if (
                self._may_open(value.func)) else None
            return origin is not None and origin.module is not None and (
                origin.name == "WebSocketResponse")
        return isinstance(value, ast.Subscript) and _is_wsgi_key(value.slice)

    def _may_open(self, function: ast.expr) -> bool:
        """A quick look: an attribute of that name, or a name that some import gives."""
        if isinstance(function, ast.Attribute):
            return function.attr == "WebSocketResponse"
        return isinstance(function, ast.Name) and function.id[:1].isupper()

    def _seed_handlers(self) -> None:
        """The parameters under which servers hand a connection over."""
        for node, name in Handlers(
            self._structure, self._origins, self._callees
        ).parameters():
            self._mark_parameter(node, name)

    def _seed_told(self, handed: Handed) -> None:
        """A parameter for which another module gives a connection."""
        callee: ast.expr = ast.Name(handed.name, ast.Load())
        if handed.method:
            callee = ast.Attribute(ast.Call(callee, [], []), handed.method, ast.Load())
        function, shift = self._callees.of(callee, self._structure.module)
        if function is not None:
            self._give(function, shift, handed.position, handed.keyword)

    def _give(self, function: FunctionNode, shift: int, index: int, keyword: str) -> bool:
        """Mark the parameter that an argument of a call becomes."""
        parameters = [*function.args.posonlyargs, *function.args.args][shift:]
        if not keyword:
            wanted = parameters[index:index + 1]
        else:
            wanted = [parameter for parameter in [*parameters, *function.args.kwonlyargs]
                      if parameter.arg == keyword]
        return any(self._mark_parameter(function, parameter.arg) for parameter in wanted
                   if parameter.annotation is None)

    def _mark_parameter(self, node: Handler, name: str) -> bool:
        bindings = self._structure.scopes[node].bindings.get(name, ())
        fresh = [b for b in bindings if b.kind == "parameter" and b not in self.bindings]
        self.bindings.update(fresh)
        return bool(fresh)

    def _propagate(self) -> bool:
        if not self.bindings and not self._types.has_handlers:
            return False
        grown = False
        for binding in self._inventory.assignments:
            if binding not in self.bindings and self.carries(binding.value, binding.scope):
                self.bindings.add(binding)
                grown = True
        grown = self._attributes_of_instances() or grown
        return self._arguments() or grown

    def _attributes_of_instances(self) -> bool:
        """``self.ws = ws``, and ``session.ws = ws`` of an object that the function makes."""
        grown = False
        for name in {b.name for b in self.bindings}:
            for _, scope, statement in self._structure.uses.get(name, ()):
                if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
                    continue
                value = statement.value
                if not isinstance(value, ast.Name) or not self.is_connection(value, scope):
                    continue
                targets = statement.targets if isinstance(statement, ast.Assign) else [
                    statement.target]
                for target in targets:
                    if not isinstance(target, ast.Attribute) or not isinstance(
                        target.value, ast.Name
                    ):
                        continue
                    owner = is_instance(target.value.id, scope)
                    if owner is not None:
                        known = self.attributes.setdefault(owner, set())
                        grown = grown or target.attr not in known
                        known.add(target.attr)
                    else:
                        grown = self._fill_object(target.value.id, scope) or grown
        return grown

    def _fill_object(self, name: str, scope: Scope) -> bool:
        """A local object that a connection becomes an attribute of."""
        grown = False
        for binding in scope.lookup(name):
            value = binding.value
            if (binding.kind == "assignment" and binding.scope is scope
                    and scope.kind == "function" and isinstance(value, ast.Call)
                    and binding not in self.bindings and _wraps(_last(value.func))):
                self.bindings.add(binding)
                grown = True
        return grown

    def _arguments(self) -> bool:
        """Connections handed on to functions and methods of the file."""
        grown = False
        for call, scope, index, keyword in self._handed_on():
            function, shift = self._callees.of(call.func, scope)
            if function is not None:
                grown = self._give(function, shift, index, keyword) or grown
        return grown

    def _handed_on(self) -> Iterator[tuple[ast.Call, Scope, int, str]]:
        """Calls that get a connection, and the place or the name of that argument."""
        names = {binding.name for binding in self.bindings} | {"self"}
        found = {call: scope for name in names for call, scope in self._given.get(name, ())}
        for call, scope in found.items():
            for index, argument in enumerate(call.args):
                if argument.__class__ is ast.Name and argument.id in names and (
                    self.is_connection(argument, scope)
                ):
                    yield call, scope, index, ""
            for keyword in call.keywords:
                value = keyword.value
                if value.__class__ is ast.Name and value.id in names and (
                    keyword.arg is not None and self.is_connection(value, scope)
                ):
                    yield call, scope, 0, keyword.arg

    def outside(self) -> Iterator[tuple[str, Handed]]:
        """Paths of imported functions and methods, as they are written, that get a connection."""
        for call, scope, position, keyword in self._handed_on():
            base, attributes = chain(call.func)
            if not isinstance(base, ast.Name) or not self._is_plain(
                call.args[position] if not keyword else next(
                    k.value for k in call.keywords if k.arg == keyword), scope
            ):
                continue
            for binding in scope.lookup(base.id):
                if binding.kind == "import" and isinstance(binding.node, ast.alias):
                    path = written(binding.statement, binding.node)
                    yield ".".join((path, *attributes)), Handed("", "", position, keyword)

    def _is_plain(self, argument: ast.expr, scope: Scope) -> bool:
        """Whether an argument is a connection, not an object made of one."""
        return isinstance(argument, ast.Name) and not any(
            isinstance(binding.value, ast.Call) and not self._opens(binding)
            for binding in scope.lookup(argument.id) if binding in self.bindings)

    @cached_property
    def _given(self) -> dict[str, list[tuple[ast.Call, Scope]]]:
        """Calls by the names that are their arguments."""
        found: defaultdict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        for call, scope, _ in self._structure.calls:
            for argument in call.args:
                if argument.__class__ is ast.Name:
                    found[argument.id].append((call, scope))
            for keyword in call.keywords:
                argument = keyword.value
                if argument.__class__ is ast.Name:
                    found[argument.id].append((call, scope))
        return found

    @cached_property
    def any(self) -> bool:
        """Whether the file has a connection at all."""
        return bool(self.bindings) or self._types.has_handlers or any(
            binding.path == "quart.websocket"
            for binding in self._structure.module.bindings.get("websocket", ()))

    def is_connection(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an expression is a connection itself, or a variable made of one."""
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            for binding in bindings:
                if binding in self.bindings:
                    return True
                if binding.kind == "import" and binding.path == "quart.websocket":
                    return True
            owner = is_instance(node.id, scope)
            if owner is not None and isinstance(owner.node, ast.ClassDef):
                return bool(self.attributes.get(owner)) or self._types.is_handler(owner.node)
            return False
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = is_instance(node.value.id, scope)
            return owner is not None and (
                node.attr in self.attributes.get(owner, ())
                or (node.attr in _OF_HANDLERS and isinstance(owner.node, ast.ClassDef)
                    and self._types.is_handler(owner.node)))
        return False

    def carries(self, node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> bool:
        """Whether a value is a connection, or holds one: a tuple, a mapping, an object."""
        if node is None or depth <= 0:
            return False
        parts: list[ast.expr | None]
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.is_connection(node, scope)
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            parts = [*node.elts]
        elif isinstance(node, ast.Dict):
            parts = [*node.keys, *node.values]
        elif isinstance(node, (ast.Starred, ast.NamedExpr)):
            parts = [node.value]
        elif isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.BoolOp):
            parts = [*node.values]
        elif isinstance(node, ast.BinOp):
            parts = [p for p in (node.left, node.right)
                     if isinstance(p, (ast.List, ast.Set, ast.Dict, ast.Tuple))]
        elif isinstance(node, ast.Call):
            return self._call_carries(node, scope, depth)
        else:
            return False
        return any(self.carries(part, scope, depth - 1) for part in parts)

    def _call_carries(self, node: ast.Call, scope: Scope, depth: int) -> bool:
        function = node.func
        last = _last(function)
        if last == "_get_current_object" and isinstance(function, ast.Attribute):
            return self.is_connection(function.value, scope)
        if not (last in _PASSING or last in ("dict", "set", "list", "tuple") or _wraps(last)):
            return False
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        return any(self.carries(argument, scope, depth - 1) for argument in arguments)


def _last(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _wraps(name: str) -> bool:
    """Whether what is called is a class whose instances hold what they are made of."""
    return _CLASS_NAME.fullmatch(name) is not None and _NO_WRAPPER.search(name) is None


def _is_wsgi_key(node: ast.expr) -> bool:
    """The key under which WSGI servers of gevent keep the connection."""
    return isinstance(node, ast.Constant) and node.value == "wsgi.websocket"

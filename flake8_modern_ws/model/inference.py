"""Which kind an expression has: from annotations, assignments, calls and handlers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from . import kinds
from .annotated import Annotations
from .classes import Classes
from .kinds import OTHER, Kind, join
from .names import Names, unpacked
from .scopes import Binding, FunctionNode, Scope, Structure

#: How many steps a kind may be followed through names, calls and classes.
_DEPTH = 12
#: Calls that give back, or run, what their first argument is.
_TRANSPARENT = frozenset({
    "asyncio.wait_for", "asyncio.shield", "asyncio.create_task", "asyncio.ensure_future",
    "contextlib.closing", "contextlib.aclosing", "typing.cast", "copy.copy",
})
_COPIES = frozenset({"list", "set", "tuple", "frozenset", "sorted", "iter", "reversed"})
_SAME_CONTAINER = frozenset({"copy", "union", "difference", "intersection", "values"})
_ELEMENT_CALLS = frozenset({"pop", "popleft", "get", "setdefault", "__getitem__"})
_ADDING = {"add": 0, "append": 0, "appendleft": 0, "insert": 1, "setdefault": 1}
_NEUTRAL = frozenset({"annotation", "star-import"})
_OTHER_VALUES = (
    ast.Constant, ast.JoinedStr, ast.BinOp, ast.Compare, ast.UnaryOp, ast.Lambda,
)

#: Kinds of the parameters of functions that a library calls: handlers and hooks.
ParameterKind = Callable[[ast.AST, int], Kind | None]


class Inference:
    """Answers what expressions of one module are; what is unknown, or ambiguous, is None."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        lines: Sequence[str],
        called_by_library: ParameterKind,
    ) -> None:
        self._structure = structure
        self._names = names
        self._called = called_by_library
        self.classes = Classes(structure, names)
        self.annotations = Annotations(names, lines)
        self._bindings: dict[Binding, Kind | None] = {}
        self._attributes: dict[tuple[ast.AST, str], Kind | None] = {}
        self._functions: dict[ast.AST, Kind | None] = {}
        self._parameters: dict[tuple[ast.AST, int], Kind | None] = {}
        self._returns: dict[Scope, list[ast.Return]] | None = None

    def of(self, node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> Kind | None:
        """The kind of an expression where it stands in a scope."""
        if node is None or depth <= 0:
            return None
        if isinstance(node, ast.Name):
            return self._name(node.id, scope, depth - 1)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, scope, depth - 1)
        if isinstance(node, ast.Await):
            return self._awaited(self.of(node.value, scope, depth - 1))
        if isinstance(node, ast.Call):
            return self._call(node, scope, depth - 1)
        if isinstance(node, ast.NamedExpr):
            return self.of(node.value, scope, depth - 1)
        if isinstance(node, ast.IfExp):
            return self._any([node.body, node.orelse], scope, depth)
        if isinstance(node, ast.BoolOp):
            return self._any(node.values, scope, depth)
        if isinstance(node, (ast.List, ast.Set, ast.Tuple)):
            return _container(join([self.of(e, scope, depth - 1) for e in node.elts]))
        if isinstance(node, ast.Dict):
            return _container(join([self.of(v, scope, depth - 1) for v in node.values]))
        if isinstance(node, ast.DictComp):
            inner = self._structure.scopes.get(node)
            return None if inner is None else _container(self.of(node.value, inner, depth - 1))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            inner = self._structure.scopes.get(node)
            return None if inner is None else _container(self.of(node.elt, inner, depth - 1))
        if isinstance(node, ast.Subscript):
            container = self.of(node.value, scope, depth - 1)
            if isinstance(node.slice, ast.Slice):
                return container
            return _element(container)
        if isinstance(node, ast.YieldFrom):
            return self._awaited(self.of(node.value, scope, depth - 1))
        return OTHER if isinstance(node, _OTHER_VALUES) else None

    def _any(self, nodes: list[ast.expr], scope: Scope, depth: int) -> Kind | None:
        found = [self.of(node, scope, depth - 1) for node in nodes if not _is_none(node)]
        return join(found)

    # Names

    def _name(self, name: str, scope: Scope, depth: int) -> Kind | None:
        found: list[Kind | None] = []
        for binding in scope.lookup(name):
            if binding.kind in _NEUTRAL and binding.annotation is None:
                continue
            if binding.kind == "assignment" and binding.annotation is None and _is_none(
                binding.value
            ):
                continue
            found.append(self._binding(binding, depth))
        kind = join(found) if found else None
        if found and (kind is None or (kind.role == "container" and kind.element is None)):
            kind = self._filled_name(name, scope, depth) or kind
        return kind

    def _filled_name(self, name: str, scope: Scope, depth: int) -> Kind | None:
        """A container by what is put into it: ``clients.add(ws)``, ``clients[k] = ws``."""
        bindings = scope.lookup(name)
        if any(binding.kind == "parameter" for binding in bindings):
            return None
        found: list[Kind] = []
        for value, where in self.classes.added_to_name(name, bindings, _ADDING):
            kind = self.of(value, where, depth - 1)
            if kind is not None:
                found.append(kind)
        return _container(join(list(found))) if found else None

    def _binding(self, binding: Binding, depth: int) -> Kind | None:
        if binding in self._bindings:
            return self._bindings[binding]
        self._bindings[binding] = None  # what depends on itself is unknown
        kind = self._find_binding(binding, depth)
        self._bindings[binding] = kind
        return kind

    def _find_binding(self, binding: Binding, depth: int) -> Kind | None:
        if binding.annotation is not None:
            scope = binding.scope
            if binding.kind == "parameter" and scope.parent is not None:
                scope = scope.parent
            return self.annotations.kind(binding.annotation, scope)
        kind, value, scope = binding.kind, binding.value, binding.scope
        if kind in ("assignment", "walrus", "unpack"):
            literal = unpacked(binding)
            if literal is not None:
                return self.of(literal, scope, depth)
            return _element(self.of(value, scope, depth))
        if kind in ("with", "async with") and not binding.index:
            return self._entered(self.of(value, scope, depth))
        if kind in ("for", "async for"):
            return self._iterated(binding, depth)
        if kind == "except":
            return self.caught(value, scope)
        if kind == "parameter":
            return self._parameter(binding, depth)
        if kind == "class":
            return Kind("class", node=binding.node)
        return None

    def _iterated(self, binding: Binding, depth: int) -> Kind | None:
        value, scope = binding.value, binding.scope
        if scope.kind == "comprehension" and scope.parent is not None:
            generators = getattr(scope.node, "generators", [])
            if generators and generators[0].iter is value:
                scope = scope.parent
        over = self.of(value, scope, depth)
        if binding.index:
            # "for name, ws in clients.items()": the element is the last of the pair.
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                if value.func.attr == "items" and binding.index == (1,):
                    return _element(self.of(value.func.value, scope, depth))
            return None
        if over is not None and over.role == "connecting":
            return Kind("connection", over.side, over.implementation)
        if over is not None and over.role == "connection":
            return OTHER  # its messages
        if isinstance(value, ast.Attribute) and value.attr in ("connections", "websockets"):
            return _element(over)
        return _element(over)

    def caught(self, node: ast.expr | None, scope: Scope, depth: int = 4) -> Kind | None:
        """The kind of an exception by the types of its clause."""
        if node is None or depth <= 0:
            return None
        if isinstance(node, ast.Tuple):
            found = [self.caught(item, scope, depth - 1) for item in node.elts]
            return join(found)
        path = self._names.path(node, scope)
        if path is not None:
            return kinds.of_class(path)
        if isinstance(node, ast.Name):
            values = scope.lookup(node.id)
            if len(values) == 1 and values[0].kind == "assignment":
                return self.caught(values[0].value, values[0].scope, depth - 1)
            if len(values) == 1 and isinstance(values[0].node, ast.ClassDef):
                base = values[0].node.bases
                return self.caught(base[0], values[0].scope, depth - 1) if base else None
        return None

    # Parameters: annotations first, then who calls

    def _parameter(self, binding: Binding, depth: int) -> Kind | None:
        function = binding.scope.node
        position = _position(function, binding.node)
        if position is None:
            return None
        owner = self.classes.of_method(binding.scope)
        if owner is not None and position == 0:
            base = self._base_kind(owner)
            return base or Kind("instance", node=owner)
        return self.parameter_of(function, position, depth)

    def _base_kind(self, owner: ast.ClassDef) -> Kind | None:
        """A class of the file that is itself a connection, by inheritance."""
        for path in self.classes.base_paths(owner):
            kind = kinds.of_class(path)
            if kind is not None and kind.role in ("connection", "server"):
                return kind
        return None

    def parameter_of(self, function: ast.AST, position: int, depth: int = _DEPTH) -> Kind | None:
        """What a parameter (by position) gets, from the library and from calls in the file."""
        key = (function, position)
        if key in self._parameters:
            return self._parameters[key]
        self._parameters[key] = None
        given = self._called(function, position)
        found = [] if given is None else [given]
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for argument, scope in self.classes.arguments(function, position):
                kind = self.of(argument, scope, depth - 1)
                if kind is not None:
                    found.append(kind)
        self._parameters[key] = join(list(found)) if found else None
        return self._parameters[key]

    # Attributes

    def _attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> Kind | None:
        base = self.of(node.value, scope, depth)
        if base is None:
            return None
        if base.role == "server" and node.attr in ("connections", "websockets"):
            return Kind("container", element=Kind(
                "connection", "server", base.implementation or "asyncio"))
        if base.role in ("instance", "class") and isinstance(base.node, ast.ClassDef):
            return self.attribute_of(base.node, node.attr, depth)
        if base.role == "connection" and base.side == "server" and node.attr in (
            "server", "ws_server"
        ):
            return Kind("server", "", base.implementation)
        return None

    def attribute_of(self, owner: ast.ClassDef, attribute: str, depth: int) -> Kind | None:
        """What an attribute of the instances of a class of the file is."""
        key = (owner, attribute)
        if key in self._attributes:
            return self._attributes[key]
        self._attributes[key] = None
        found: list[Kind | None] = []
        for store in self.classes.stores(owner, attribute):
            if store.annotation is not None:
                found.append(self.annotations.kind(store.annotation, store.scope))
            elif store.how in ("with", "async with"):
                found.append(self._entered(self.of(store.value, store.scope, depth)))
            elif not _is_none(store.value):
                found.append(self.of(store.value, store.scope, depth))
        kind = join(found) if found else None
        if kind is None or (kind.role == "container" and kind.element is None):
            kind = self._filled(owner, attribute, depth) or kind
        self._attributes[key] = kind
        return kind

    def _filled(self, owner: ast.ClassDef, attribute: str, depth: int) -> Kind | None:
        """A container by what is put into it: ``self.clients.add(ws)``."""
        found: list[Kind | None] = []
        for value, scope in self.classes.additions(owner, attribute, _ADDING):
            kind = self.of(value, scope, depth - 1)
            if kind is not None:
                found.append(kind)
        return _container(join(found)) if found else None

    # Calls

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Kind | None:
        function = node.func
        paths = self._names.paths(function, scope)
        if paths:
            if len(paths) == 1 and paths[0] in _TRANSPARENT and node.args:
                if paths[0] == "typing.cast":
                    return self.annotations.kind(node.args[0], scope)
                kind = self.of(node.args[0], scope, depth)
                if paths[0].endswith(("_task", "_future")):
                    return Kind("awaitable", element=self._awaited(kind))
                return kind
            found = [kinds.of_call(path) for path in paths]
            return join(found)
        if isinstance(function, ast.Name):
            if not scope.lookup(function.id):
                if function.id in _COPIES and node.args:
                    return self.of(node.args[0], scope, depth)
                if function.id == "anext" and node.args:
                    return Kind("awaitable", element=self._next(node.args[0], scope, depth))
                if function.id == "next" and node.args:
                    return _element(self.of(node.args[0], scope, depth))
                if function.id == "open":
                    return OTHER
            return self._returned(function.id, scope, depth)
        if isinstance(function, ast.Attribute):
            return self._method(node, function, scope, depth)
        return None

    def _next(self, node: ast.expr, scope: Scope, depth: int) -> Kind | None:
        over = self.of(node, scope, depth)
        if over is not None and over.role == "connecting":
            return Kind("connection", over.side, over.implementation)
        return _element(over)

    def _method(
        self, node: ast.Call, function: ast.Attribute, scope: Scope, depth: int
    ) -> Kind | None:
        if function.attr in ("enter_async_context", "enter_context") and node.args:
            entered = self._entered(self.of(node.args[0], scope, depth))
            return Kind("awaitable", element=entered) if "async" in function.attr else entered
        base = self.of(function.value, scope, depth)
        if base is None:
            return None
        if function.attr in ("__aenter__", "__enter__"):
            return Kind("awaitable", element=self._entered(base))
        if base.role == "connecting" and function.attr == "__anext__":
            return Kind("awaitable", element=self._awaited(base))
        if base.role == "container":
            if function.attr in _SAME_CONTAINER:
                return base
            return _element(base) if function.attr in _ELEMENT_CALLS else None
        if base.role in ("instance", "class") and isinstance(base.node, ast.ClassDef):
            method = self.classes.method(base.node, function.attr)
            return None if method is None else self._result(method, depth)
        return None

    def _returned(self, name: str, scope: Scope, depth: int) -> Kind | None:
        bindings = scope.lookup(name)
        if len(bindings) != 1:
            return None
        node = bindings[0].node
        if isinstance(node, ast.ClassDef):
            return self._base_kind(node) or Kind("instance", node=node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._result(node, depth)
        return None

    def _result(self, function: FunctionNode, depth: int) -> Kind | None:
        """What a call of a function of the file gives, before any ``await``."""
        if function in self._functions:
            return self._functions[function]
        self._functions[function] = None
        scope = self._structure.scopes[function]
        if function.returns is not None and scope.parent is not None:
            kind = self.annotations.kind(function.returns, scope.parent)
        else:
            values = [node.value for node in self._returns_of(scope)]
            kind = join([self.of(v, scope, depth - 1) for v in values if not _is_none(v)])
        names = {self._names.path(d, scope.parent or scope) or "" for d in function.decorator_list}
        if any(name.endswith("contextmanager") for name in names):
            kind = None
        elif isinstance(function, ast.AsyncFunctionDef):
            kind = Kind("awaitable", element=kind)
        self._functions[function] = kind
        return kind

    def _returns_of(self, scope: Scope) -> list[ast.Return]:
        if self._returns is None:
            self._returns = {}
            for node, where in self._structure.returns:
                self._returns.setdefault(where, []).append(node)
        return self._returns.get(scope, [])

    # Protocols

    def _awaited(self, kind: Kind | None) -> Kind | None:
        if kind is None:
            return None
        if kind.role == "connecting":
            return None if kind.implementation == "trio" else Kind(
                "connection", kind.side, kind.implementation)
        if kind.role == "serving":
            return Kind("server", "", kind.implementation)
        return kind.element if kind.role == "awaitable" else None

    def _entered(self, kind: Kind | None) -> Kind | None:
        if kind is None:
            return None
        if kind.role in ("connecting", "serving"):
            role = "connection" if kind.role == "connecting" else "server"
            side = kind.side if role == "connection" else ""
            return Kind(role, side, kind.implementation)
        if kind.role in ("connection", "server"):
            return kind
        return None


def _position(function: ast.AST, parameter: ast.AST) -> int | None:
    arguments: ast.arguments | None = getattr(function, "args", None)
    if arguments is None:
        return None
    for index, item in enumerate([*arguments.posonlyargs, *arguments.args]):
        if item is parameter:
            return index
    return None


def _container(element: Kind | None) -> Kind:
    return Kind("container", element=element)


def _element(kind: Kind | None) -> Kind | None:
    return kind.element if kind is not None and kind.role == "container" else None


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)



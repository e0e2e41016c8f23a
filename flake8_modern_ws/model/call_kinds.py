"""Kinds of what calls return: of the library, of asyncio, of functions of the file."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator

from . import kinds
from .annotated import Annotations
from .caught import CaughtKinds
from .classes import Classes
from .displays import Displays
from .kinds import OTHER, PENDING, Kind, awaited, entered, iterated, join
from .linked import CALLED, Linked
from .scopes import FunctionNode, Scope

#: Calls that give back, or run, what their first argument is.
_TRANSPARENT = frozenset({
    "asyncio.wait_for", "asyncio.shield", "contextlib.closing", "contextlib.aclosing",
    "copy.copy", "async_timeout.wait_for",
})
#: Calls that start what is awaited later.
_TASKS = frozenset({"asyncio.create_task", "asyncio.ensure_future", "asyncio.async"})
_TASK_METHODS = frozenset({"create_task", "ensure_future"})
_RUNNERS = frozenset({"run_until_complete"})
_CASTS = frozenset({"typing.cast", "typing_extensions.cast"})
_COPIES = frozenset({"list", "set", "tuple", "frozenset", "sorted", "iter", "reversed", "aiter"})
#: Calls that give a manager which keeps the exception of its body.
_RAISES = frozenset({"pytest.raises"})
_RAISES_METHODS = frozenset({"assertRaises", "assertRaisesRegex"})
_EMPTY = frozenset({
    "list", "set", "collections.deque", "weakref.WeakSet",
})
_EMPTY_MAPPINGS = frozenset({
    "dict", "collections.defaultdict", "collections.OrderedDict", "weakref.WeakValueDictionary",
    "weakref.WeakKeyDictionary",
})
_SAME_CONTAINER = frozenset({"copy", "union", "difference", "intersection"})
_ELEMENT_CALLS = frozenset({"pop", "popleft", "get", "setdefault", "__getitem__"})


class CallKinds(CaughtKinds, Displays):
    """The part of the inference that looks at calls."""

    _linked: Linked
    classes: Classes
    annotations: Annotations
    _returns: dict[Scope, list[ast.Return]] | None

    @abstractmethod
    def _value(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None: ...

    @abstractmethod
    def _attribute_of(self, owner: ast.ClassDef, attribute: str, depth: int) -> Kind | None: ...

    @abstractmethod
    def _once(self, key: Hashable, find: Callable[[], Kind | None]) -> Kind | None: ...

    @abstractmethod
    def _inherited(self, owner: ast.ClassDef, attribute: str) -> Kind | None: ...

    def _is_cast(self, value: ast.expr | None, scope: Scope) -> bool:
        """Whether a value says its type itself, which type checkers keep for its target."""
        return isinstance(value, ast.Call) and self._names.path(value.func, scope) in _CASTS

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Kind | None:
        function = node.func
        if self._linked.results or self._linked.instances:
            written = self._names.written(function, scope) or ""
            told = self._linked.results.get(written)
            if told is not None:
                return told
            if written in self._linked.instances:
                return Kind("object", path=self._linked.instances[written])
        paths = self._names.paths(function, scope)
        if paths:
            return self._library_call(paths, node, scope, depth)
        if isinstance(function, ast.Name):
            if not scope.lookup(function.id):
                return self._builtin(function.id, node, scope, depth)
            return self._returned(function.id, scope, depth)
        if isinstance(function, ast.Attribute):
            return self._method_call(node, function, scope, depth)
        return None

    def _library_call(
        self, paths: tuple[str, ...], node: ast.Call, scope: Scope, depth: int
    ) -> Kind | None:
        first = node.args[0] if node.args else None
        path = paths[0] if len(paths) == 1 else ""
        if path in _EMPTY:
            return self._copy(first, scope, depth)
        if path in _EMPTY_MAPPINGS:
            return self._mapping(
                first if path != "collections.defaultdict" else None, node, scope, depth)
        if path in _CASTS and first is not None:
            return self.annotations.kind(first, scope)
        if path in _RAISES:
            return self._raises(first, scope)
        if path == "functools.partial":
            called = ast.Call(first, [], []) if first is not None else None
            return Kind("function", element=self._of(called, scope, depth))
        if path in _TASKS:
            return Kind("awaitable", element=awaited(self._of(first, scope, depth)))
        if path in _TRANSPARENT:
            return self._of(first, scope, depth)
        if path == "asyncio.run":
            return awaited(self._of(first, scope, depth))
        if path == "asyncio.gather":
            if len(node.args) == 1 and isinstance(first, ast.Starred) and not node.keywords:
                each = awaited(iterated(self._of(first.value, scope, depth)))
                return Kind("awaitable", element=Kind("container", element=each))
            if any(isinstance(argument, ast.Starred) for argument in node.args) or node.keywords:
                return None
            return Kind("awaitable", element=Kind("tuple", items=tuple(
                awaited(self._of(argument, scope, depth)) for argument in node.args)))
        return join([kinds.of_call(path) for path in paths])

    def _builtin(self, name: str, node: ast.Call, scope: Scope, depth: int) -> Kind | None:
        first = node.args[0] if node.args else None
        if name in _COPIES:
            return self._copy(first, scope, depth)
        if name == "filter" and len(node.args) == 2:
            return self._copy(node.args[1], scope, depth)
        if name == "anext":
            return Kind("awaitable", element=iterated(self._of(first, scope, depth)))
        if name == "next":
            return iterated(self._of(first, scope, depth))
        if name == "dict":
            return self._mapping(first, node, scope, depth)
        return OTHER if name in ("open", "str", "int", "object", "len", "bool") else None

    def _method_call(
        self, node: ast.Call, function: ast.Attribute, scope: Scope, depth: int
    ) -> Kind | None:
        name = function.attr
        first = node.args[0] if node.args else None
        if name in _RAISES_METHODS:
            return self._raises(first, scope)
        if name in ("enter_async_context", "enter_context"):
            kind = self._entered_value(first, scope, depth)
            return Kind("awaitable", element=kind) if "async" in name else kind
        base = self._of(function.value, scope, depth)
        if base is PENDING:
            return PENDING
        if base is not None and base.role in ("instance", "class") and isinstance(
            base.node, ast.ClassDef
        ):
            method = self.classes.method(base.node, name)
            if method is None:
                return self._inherited(base.node, name + CALLED) or _of_function(
                    self._attribute_of(base.node, name, depth))
            return self._result(method, depth)
        if base is not None and base.role == "object":
            return self._linked.members.get(base.path, {}).get(name + CALLED)
        if base is None:
            if isinstance(function.value, ast.Name):
                owner = self.classes.self_class(function.value.id, scope)
                if owner is not None:
                    return None
            if name in _TASK_METHODS:
                return Kind("awaitable", element=awaited(self._of(first, scope, depth)))
            return awaited(self._of(first, scope, depth)) if name in _RUNNERS else None
        if name in ("__aenter__", "__enter__"):
            kind = entered(base)
            return Kind("awaitable", element=kind) if name == "__aenter__" else kind
        if name == "__anext__":
            return Kind("awaitable", element=iterated(base))
        if base.role == "awaitable" and name == "result":
            return base.element
        if base.role == "container":
            if name in _SAME_CONTAINER:
                return base
            if name == "values":
                return kinds.container(base.element)
            if name == "keys":
                return kinds.container(base.items[0] if base.items else None)
            if name == "items":
                return kinds.pairs(base)
            if name == "popitem":
                return kinds.pairs(base).element
            return base.element if name in _ELEMENT_CALLS else None
        if base.role in ("connection", "server") and isinstance(function.value, ast.Name):
            owner = self.classes.self_class(function.value.id, scope)
            method = None if owner is None else self.classes.method(owner, name)
            return None if method is None else self._result(method, depth)
        return None

    def _entered_value(self, value: ast.expr | None, scope: Scope, depth: int) -> Kind | None:
        kind = self._of(value, scope, depth)
        if kind is not None and kind.role == "instance" and isinstance(kind.node, ast.ClassDef):
            for name in ("__aenter__", "__enter__"):
                method = self.classes.method(kind.node, name)
                if method is not None:
                    kind = self._result(method, depth)
                    return awaited(kind) if name == "__aenter__" else kind
            return None
        if kind is not None and kind.role == "object":
            members = self._linked.members.get(kind.path, {})
            entering = awaited(members.get("__aenter__" + CALLED))
            return entering or members.get("__enter__" + CALLED)
        return entered(kind)

    def _returned(self, name: str, scope: Scope, depth: int) -> Kind | None:
        bindings = scope.lookup(name)
        if len(bindings) != 1:
            return None
        node = bindings[0].node
        if isinstance(node, ast.ClassDef):
            return self._base_kind(node) or Kind("instance", node=node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._result(node, depth)
        if bindings[0].kind == "assignment":
            return _of_function(self._of(bindings[0].value, bindings[0].scope, depth))
        return None

    def _property(self, method: FunctionNode, depth: int) -> Kind | None:
        """What reading a method as an attribute gives: a value if it is a property."""
        for decorator in method.decorator_list:
            last = decorator.attr if isinstance(decorator, ast.Attribute) else getattr(
                decorator, "id", "")
            if last in ("property", "cached_property"):
                return self._result(method, depth)
        return None

    def _result(self, function: FunctionNode, depth: int) -> Kind | None:
        """What a call of a function of the file gives, before any ``await``."""
        return self._once(function, lambda: self._find_result(function, depth))

    def _find_result(self, function: FunctionNode, depth: int) -> Kind | None:
        scope = self._structure.scopes[function]
        yields = list(_yields(function))
        if yields:
            return self._generated(function, yields, scope, depth)
        kind = None
        if function.returns is not None and scope.parent is not None:
            kind = self.annotations.kind(function.returns, scope.parent)
        values = [self._value(node.value, scope, depth) for node in self._returns_of(scope)
                  if node.value is not None]
        if values:
            kind = kinds.declared(kind, join(values))
        if self._decorated(function, scope):
            return None
        return Kind("awaitable", element=kind) if isinstance(
            function, ast.AsyncFunctionDef) else kind

    def _generated(
        self, function: FunctionNode, yields: list[ast.Yield], scope: Scope, depth: int
    ) -> Kind | None:
        element = join([self._value(node.value, scope, depth) for node in yields])
        names = [self._names.path(d, scope.parent or scope) or ""
                 for d in function.decorator_list]
        if any(name in ("contextlib.contextmanager", "contextlib.asynccontextmanager")
               for name in names):
            return Kind("manager", element=element)
        return None if function.decorator_list else Kind("container", element=element)

    def _decorated(self, function: FunctionNode, scope: Scope) -> bool:
        """Whether a decorator may replace what the function returns."""
        for decorator in function.decorator_list:
            last = decorator.attr if isinstance(decorator, ast.Attribute) else getattr(
                decorator, "id", "")
            if last.endswith("contextmanager") or last in ("fixture", "task", "cached"):
                return True
        return False

    def _returns_of(self, scope: Scope) -> list[ast.Return]:
        if self._returns is None:
            self._returns = {}
            for node, where in self._structure.returns:
                self._returns.setdefault(where, []).append(node)
        return self._returns.get(scope, [])


def _of_function(kind: Kind | None) -> Kind | None:
    """What a call gives of a variable that holds a function."""
    return kind.element if kind is not None and kind.role == "function" else None


def _yields(function: FunctionNode) -> Iterator[ast.Yield]:
    """The ``yield`` expressions of a function, not those of functions inside it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Yield):
            yield node
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda,
                                   ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))

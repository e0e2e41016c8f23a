"""Kinds from annotations."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from . import kinds
from .annotations import parse
from .kinds import OTHER, Kind, join
from .names import Names
from .scopes import Binding, Scope

_DEPTH = 8
_OPTIONAL = frozenset({"typing.Optional"})
_TRANSPARENT = frozenset({
    "typing.ClassVar", "typing.Final", "typing.Annotated", "typing.Required",
    "typing_extensions.Annotated", "dataclasses.InitVar",
})
_CONTAINERS = frozenset({
    "list", "set", "frozenset", "tuple", "dict", "deque", "List", "Set", "FrozenSet", "Tuple",
    "Dict", "Deque", "DefaultDict", "defaultdict", "OrderedDict", "Sequence", "Iterable",
    "Iterator", "Collection", "Mapping", "MutableMapping", "MutableSet", "MutableSequence",
    "AbstractSet", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "Generator", "WeakSet",
    "WeakValueDictionary", "WeakKeyDictionary", "Counter", "ValuesView",
})
_MAPPINGS = frozenset({
    "dict", "Dict", "DefaultDict", "defaultdict", "OrderedDict", "Mapping", "MutableMapping",
    "WeakValueDictionary", "WeakKeyDictionary",
})
_AWAITABLES = frozenset({"Awaitable", "Coroutine", "Task", "Future"})


class Annotations:
    """Turns annotations into kinds; what is no class of the library is ``OTHER``."""

    def __init__(
        self, names: Names, lines: Sequence[str], instances: Mapping[str, str]
    ) -> None:
        self._names = names
        #: Classes of other modules that are worth knowing, as they are written.
        self._instances = instances
        self._lines = lines

    def kind(self, node: ast.expr, scope: Scope, depth: int = _DEPTH) -> Kind | None:
        """The kind of the values that an annotation describes."""
        if depth <= 0:
            return None
        if isinstance(node, ast.Constant):
            if not isinstance(node.value, str):
                return OTHER
            parsed = parse(node, self._lines)
            return None if parsed is None else self.kind(parsed, scope, depth - 1)
        if isinstance(node, ast.BinOp):
            return self._union([node.left, node.right], scope, depth)
        if isinstance(node, ast.Subscript):
            return self._generic(node, scope, depth)
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return None
        if self._instances:
            told = self._instances.get(self._names.written(node, scope) or "")
            if told is not None:
                return Kind("object", path=told)
        paths = self._names.paths(node, scope)
        if paths:
            if paths == ("typing.Any",):
                return None
            found = join([kinds.of_class(path) or OTHER for path in paths])
            return found
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            if len(bindings) == 1:
                binding = bindings[0]
                limits = self._limits(binding)
                if limits:
                    return self._union(limits, binding.scope, depth)
                if binding.kind in ("assignment", "type") and binding.value is not None:
                    return self.kind(binding.value, binding.scope, depth - 1)
                if isinstance(binding.node, ast.ClassDef):
                    return Kind("instance", node=binding.node)
            return OTHER if not bindings else None
        return OTHER

    def _limits(self, binding: Binding) -> list[ast.expr]:
        """The bound, or the constraints, of a type variable."""
        if binding.node.__class__.__name__ == "TypeVar":  # of "def f[T: Bound]"
            bound: ast.expr | None = getattr(binding.node, "bound", None)
            if isinstance(bound, ast.Tuple):
                return list(bound.elts)
            return [] if bound is None else [bound]
        call = binding.value
        if isinstance(call, ast.Call) and self._names.path(call.func, binding.scope) in (
            "typing.TypeVar", "typing_extensions.TypeVar"
        ):
            return [*call.args[1:], *(k.value for k in call.keywords if k.arg == "bound")]
        return []

    def _union(self, parts: list[ast.expr], scope: Scope, depth: int) -> Kind | None:
        found: list[Kind | None] = []
        for part in parts:
            if isinstance(part, ast.Constant) and part.value is None:
                continue
            found.append(self.kind(part, scope, depth - 1))
        return join(found)

    def _generic(self, node: ast.Subscript, scope: Scope, depth: int) -> Kind | None:
        base = node.value
        path = self._names.path(base, scope) or str(getattr(base, "id", ""))
        last = path.rpartition(".")[2]
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if not arguments:
            return None
        if path in _OPTIONAL or path in _TRANSPARENT:
            return self.kind(arguments[0], scope, depth - 1)
        if last == "Union":
            return self._union(list(arguments), scope, depth)
        if last in _CONTAINERS:
            position = 0 if last in ("AsyncGenerator", "Generator") else -1
            if last in ("tuple", "Tuple") and len(arguments) > 1:
                parts = [a for a in arguments
                         if not (isinstance(a, ast.Constant) and a.value is ...)]
                if len(parts) > 1:
                    return Kind("container")
                position = 0
            keys: tuple[Kind | None, ...] = ()
            if last in _MAPPINGS and len(arguments) == 2:
                keys = (self.kind(arguments[0], scope, depth - 1),)
            return Kind("container", element=self.kind(arguments[position], scope, depth - 1),
                        items=keys)
        if last in _AWAITABLES:
            return Kind("awaitable", element=self.kind(arguments[-1], scope, depth - 1))
        return OTHER

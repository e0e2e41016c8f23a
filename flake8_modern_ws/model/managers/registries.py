"""What the rules that are off by default look at: containers, registries, named calls."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..scopes import Binding, Scope, Structure
from .classes import ManagerClasses
from .collections import Collections
from .events import ContainerSingleton, NamedCall, UserRegistry
from .instances import Instances, runs_at_import
from .origins import Origin, Origins
from .receivers import decorator_name

_PROVIDER = re.compile(r"singleton", re.IGNORECASE)
_SCOPE_ARGUMENTS = frozenset({"scope", "lifetime", "lifecycle", "lifestyle"})
#: Collections that drop what nobody holds, or what is old.
_BOUNDED = frozenset({"WeakValueDictionary", "WeakKeyDictionary", "WeakSet", "TTLCache",
                      "LRUCache", "LFUCache"})
_EVICTING = frozenset({"pop", "popitem", "clear", "remove", "discard"})
_MAPPINGS = frozenset({"dict", "Dict", "defaultdict", "DefaultDict", "OrderedDict",
                       "MutableMapping", "Mapping"})


class Registries:
    """Container singletons, per-user registries and named calls of one module."""

    def __init__(
        self, structure: Structure, origins: Origins, classes: ManagerClasses,
        instances: Instances, collections: Collections,
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._classes = classes
        self._instances = instances
        self._collections = collections

    def containers(self) -> Iterator[ContainerSingleton]:
        """``providers.Singleton(Manager)``, ``bind(Manager, scope=singleton)`` and kin."""
        for call, scope, _ in self._structure.calls:
            function = call.func
            provider = function.attr if isinstance(function, ast.Attribute) else getattr(
                function, "id", "")
            scoped = any(k.arg in _SCOPE_ARGUMENTS and _PROVIDER.search(_last(k.value))
                         for k in call.keywords)
            if not scoped and not _PROVIDER.search(provider):
                continue
            for argument in [*call.args, *(k.value for k in call.keywords)]:
                name = self._provided(argument, scope)
                if name is not None:
                    yield ContainerSingleton(call, name, "scope" if scoped else provider)
                    break

    def _provided(self, argument: ast.expr, scope: Scope) -> str | None:
        """The manager that a provider is given: its class, an instance, a lambda."""
        origin = self._origins.of(argument, scope)
        if origin is not None:
            return origin.name if self._classes.is_manager(origin) else None
        if isinstance(argument, ast.Lambda):
            argument, scope = argument.body, self._structure.scopes[argument]
        return self._instances.made(argument, scope)

    def user_registries(self) -> Iterator[UserRegistry]:
        """Mappings of the module, or of a class, whose values are managers by key."""
        for scope in [self._structure.module, *self._structure.scopes.values()]:
            if scope.kind not in ("module", "class") or not runs_at_import(scope):
                continue
            for name, bindings in scope.bindings.items():
                for binding in bindings:
                    if not self._is_open_mapping(binding):
                        continue
                    manager = self._annotated(binding) or self._keyed(name, binding)
                    if manager is not None and not self._evicts(name, binding):
                        yield UserRegistry(binding.statement or binding.node, name, manager)
                        break
        yield from self._cached()

    def _is_open_mapping(self, binding: Binding) -> bool:
        value = binding.value
        if binding.kind != "assignment" or not self._collections.is_collection(
            value, binding.scope
        ):
            return False
        return not (isinstance(value, ast.Call) and _last(value.func) in _BOUNDED)

    def _annotated(self, binding: Binding) -> str | None:
        annotation = binding.annotation
        if isinstance(annotation, ast.Subscript) and _last(annotation.value) in _MAPPINGS and (
            isinstance(annotation.slice, ast.Tuple)
        ):
            origin = self._origins.of(annotation.slice.elts[-1], binding.scope)
            if origin is not None and self._classes.is_manager(origin):
                return origin.name
        return None

    def _keyed(self, name: str, binding: Binding) -> str | None:
        """``managers[key] = Manager(...)`` and ``managers.setdefault(key, Manager(...))``."""
        value = binding.value
        if isinstance(value, ast.Call) and _last(value.func) == "defaultdict" and value.args:
            origin = self._origins.of(value.args[0], binding.scope)
            if origin is not None and self._classes.is_manager(origin):
                return origin.name
        for node, scope, statement in self._uses(name, binding):
            made: ast.expr | None = None
            if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Subscript) and target.value is node
                and not isinstance(target.slice, ast.Constant) for target in statement.targets
            ):
                made = statement.value
            elif isinstance(node, ast.Attribute) and node.attr == "setdefault":
                for call in ast.walk(statement):
                    if isinstance(call, ast.Call) and call.func is node and len(call.args) == 2:
                        made = call.args[1]
            if isinstance(made, ast.Name):
                bindings = [b for b in scope.lookup(made.id) if b.kind == "assignment"]
                made = bindings[0].value if len(bindings) == 1 else None
            manager = self._instances.made(made, scope)
            if manager is not None:
                return manager
        return None

    def _uses(
        self, name: str, binding: Binding
    ) -> Iterator[tuple[ast.expr, Scope, ast.stmt]]:
        """Where the mapping is reached: by its name, through ``self``, ``cls``, the class."""
        owner = binding.scope
        if owner.kind == "module":
            for node, scope, statement in self._structure.uses.get(name, ()):
                if binding in scope.lookup(name):
                    yield node, scope, statement
            return
        class_name = getattr(owner.node, "name", "")
        for base in ("self", "cls", class_name):
            for node, scope, statement in self._structure.uses.get(base, ()):
                if isinstance(node, ast.Attribute) and name in (
                    node.attr, getattr(node.value, "attr", None)
                ):
                    yield node, scope, statement

    def _evicts(self, name: str, binding: Binding) -> bool:
        for node, _, statement in self._uses(name, binding):
            if isinstance(statement, ast.Delete):
                return True
            if isinstance(node, ast.Attribute) and node.attr in _EVICTING:
                return True
        return False

    def _cached(self) -> Iterator[UserRegistry]:
        """``@cache`` on a getter with a key: it keeps what it made for every key."""
        for node, scope in self._structure.functions:
            if not runs_at_import(scope) or not node.args.args:
                continue
            for decorator in node.decorator_list:
                name = decorator_name(decorator)
                unbounded = name == "cache" or (name == "lru_cache" and isinstance(
                    decorator, ast.Call) and any(
                        isinstance(value, ast.Constant) and value.value is None
                        for value in [*decorator.args[:1], *(
                            k.value for k in decorator.keywords if k.arg == "maxsize")]))
                manager = self._instances.returned(node) if unbounded else None
                if manager is not None:
                    yield UserRegistry(node, node.name, manager)

    def named_calls(self) -> Iterator[NamedCall]:
        """Every call of something with a name."""
        for call, scope, _ in self._structure.calls:
            origin = self._origins.of(call.func, scope)
            if origin is None or origin.name == "":
                continue
            yield NamedCall(
                call, origin.path, tuple(_enclosing(scope)), self._parameters(origin),
                self._classes.is_manager(origin))

    def _parameters(self, origin: Origin) -> tuple[str, ...] | None:
        """Positional parameters of a function or class of the file; None if not known."""
        definition = origin.definition
        if isinstance(definition, ast.ClassDef):
            definition = self._classes.method(definition, "__init__")
            skipped = 1
        else:
            skipped = 0
        if definition is None:
            return None
        return tuple(a.arg for a in [*definition.args.posonlyargs, *definition.args.args])[skipped:]


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _enclosing(scope: Scope) -> Iterator[str]:
    current: Scope | None = scope
    while current is not None:
        if isinstance(current.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield current.node.name
        current = current.parent

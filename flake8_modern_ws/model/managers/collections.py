"""Collections of connections that live as long as the process."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..scopes import Binding, Scope, Structure
from . import frameworks
from .classes import MODEL_BASES, ManagerClasses
from .events import SharedConnections
from .instances import Instances, runs_at_import
from .origins import Origins
from .receivers import decorator_name, is_instance
from .stores import Stores
from .types import ConnectionTypes

#: Calls that make a collection, by their last name. A WeakKeyDictionary is none: it attaches
#: something to each connection, and nobody finds a connection by it.
COLLECTIONS = frozenset({
    "dict", "list", "set", "defaultdict", "OrderedDict", "deque", "WeakSet",
    "WeakValueDictionary", "TTLCache", "LRUCache", "UserDict", "UserList",
})
_LITERALS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
#: Decorators of classes whose attributes are defaults for each instance.
DATA_CLASSES = frozenset({"dataclass", "define", "frozen", "attrs", "s", "mutable"})


class Collections:
    """All shared collections of one module."""

    def __init__(
        self,
        structure: Structure,
        origins: Origins,
        types: ConnectionTypes,
        stores: Stores,
        classes: ManagerClasses,
        instances: Instances,
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._types = types
        self._stores = stores
        self._classes = classes
        self._instances = instances

    def collect(self, singletons: frozenset[ast.ClassDef]) -> list[SharedConnections]:
        """Every collection once. Those of ``singletons`` have the class as their cause."""
        found: dict[ast.AST, SharedConnections] = {}
        for event in (*self._of_module(), *self._of_classes(singletons), *self._defaults()):
            found.setdefault(event.node, event)
        return list(found.values())

    def _of_module(self) -> Iterator[SharedConnections]:
        module = self._structure.module
        for store in self._stores.found.get(module, ()):
            for binding in module.bindings.get(store.name, ()):
                shape = self._holds(binding, store.attributes)
                if shape is not None and self._counts(binding):
                    yield SharedConnections(_place(binding), store.name, shape)
                    break
        for name, bindings in module.bindings.items():
            if not any(binding.annotation is not None and binding.scope.kind == "module"
                       and self._says_so(binding.annotation, binding.scope)
                       for binding in bindings):
                continue
            for binding in bindings:
                if self.is_collection(binding.value, binding.scope) and self._counts(binding):
                    yield SharedConnections(_place(binding), name, "module")
                    break

    def _says_so(self, annotation: ast.expr | None, scope: Scope) -> bool:
        """Whether an annotation names a collection of connections, or of what keeps one each."""
        return self._types.contained(annotation, scope) or self._types.carries(annotation, scope)

    def _counts(self, binding: Binding) -> bool:
        return not self._instances.placement.is_skipped(binding.statement)

    def _holds(self, binding: Binding, attributes: tuple[str, ...]) -> str | None:
        """How the value of a module's name keeps what is put into it; None if it does not."""
        value, scope = binding.value, binding.scope
        if binding.kind not in ("assignment", "walrus"):
            return None
        if not attributes:
            return "module" if self.is_collection(value, scope) else None
        if frameworks.APPLICATION_ATTRIBUTES & {binding.name, *attributes}:
            return None
        if not isinstance(value, ast.Call) or self._instances.made(value, scope) is not None:
            return None
        origin = self._origins.of(value.func, scope)
        if origin is None:
            return None
        if isinstance(origin.definition, ast.ClassDef):
            return None if self._classes.is_manager(origin) else "module object"
        plain = origin.name[:1].isupper() and not frameworks.APPLICATION.search(origin.name)
        return "module object" if plain and origin.module is not None else None

    def is_collection(self, value: ast.expr | None, scope: Scope) -> bool:
        """Whether an expression makes a collection that can grow."""
        if isinstance(value, ast.BinOp):  # [None] * 4
            return isinstance(value.op, ast.Mult) and isinstance(value.left, ast.List)
        if isinstance(value, ast.Call):
            function = value.func
            if isinstance(function, ast.Attribute) and function.attr == "fromkeys":
                function = function.value
            if isinstance(function, ast.Name) and not scope.lookup(function.id):
                return function.id in COLLECTIONS
            origin = self._origins.of(function, scope)
            return origin is not None and origin.name in COLLECTIONS
        return isinstance(value, _LITERALS)

    def _of_classes(self, singletons: frozenset[ast.ClassDef]) -> Iterator[SharedConnections]:
        inherited: dict[ast.ClassDef, set[str]] = {}
        for node, _ in self._structure.classes:
            stored = self._stores.names(self._structure.scopes[node])
            for base in self._classes.hierarchy(node) if stored else ():
                inherited.setdefault(base, set()).update(stored)
        for node, scope in self._structure.classes:
            inside = self._structure.scopes[node]
            if node in singletons or not inside.bindings or not runs_at_import(scope):
                continue
            received = inherited.get(node, set())
            for name, bindings in inside.bindings.items():
                for binding in bindings:
                    if (binding.kind == "assignment" and self.is_collection(binding.value, inside)
                            and (name in received or self._says_so(binding.annotation, inside))
                            and not self._copies(node)
                            and not self._set_on_instances(inside, name)):
                        shape = "connection class" if self._types.is_handler(node) else "class"
                        yield SharedConnections(_place(binding), f"{node.name}.{name}", shape)
                        break

    def _copies(self, node: ast.ClassDef) -> bool:
        """Models and data classes: what stands there is a default for each instance."""
        names = {origin.name for origin in self._classes.bases(node)}
        return bool(names & MODEL_BASES) or any(
            decorator_name(d) in DATA_CLASSES for d in node.decorator_list)

    def _set_on_instances(self, owner: Scope, name: str) -> bool:
        """Whether a method assigns the attribute on ``self``."""
        for node, scope, statement in self._structure.uses.get("self", ()):
            if (isinstance(node, ast.Attribute) and node.attr == name
                    and isinstance(node.ctx, ast.Store)
                    and isinstance(node.value, ast.Name)
                    and isinstance(statement, (ast.Assign, ast.AnnAssign))
                    and is_instance("self", scope) is owner):
                return True
        return False

    def _defaults(self) -> Iterator[SharedConnections]:
        """``pool: list[WebSocket] = []``, and untyped ones that connections are put into."""
        for node, scope in self._structure.functions:
            if not runs_at_import(scope):
                continue
            for bindings in self._structure.scopes[node].bindings.values():
                for binding in bindings:
                    if (binding.kind == "parameter" and binding.value is not None
                            and self.is_collection(binding.value, scope)
                            and (binding in self._stores.parameters
                                 or self._types.contained(binding.annotation, scope)
                                 or self._kept(node, binding))):
                        yield SharedConnections(binding.value, binding.name, "default argument")

    def _kept(self, node: ast.AST, binding: Binding) -> bool:
        """``self.pool = pool``, and connections are put into ``self.pool``."""
        for _, scope, statement in self._structure.uses.get(binding.name, ()):
            if scope.node is not node or not isinstance(statement, ast.Assign):
                continue
            if not isinstance(statement.value, ast.Name):
                continue
            for target in statement.targets:
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                    owner = is_instance(target.value.id, scope)
                    if owner is not None and target.attr in self._stores.names(owner):
                        return True
        return False


def _place(binding: Binding) -> ast.AST:
    return binding.statement if binding.statement is not None else binding.node

"""Where connections are put: into which collection, of which owner."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..lazy import cached_property
from ..linked import Stored, written
from ..scopes import Binding, Scope, Structure
from .callees import Callees
from .elements import Elements, makes_object
from .receivers import is_instance
from .types import ConnectionTypes
from .variables import ConnectionVariables

#: Methods that put an argument into a collection.
_STORING = frozenset({"append", "appendleft", "add", "insert", "setdefault", "update", "extend"})
#: Calls that reach something inside the object that they are called on.
_REACHING = frozenset({"setdefault", "get"})
_DEPTH = 6


class Container(NamedTuple):
    """What a stored connection ends up in: a name, and the attributes from there.

    ``element`` says that it is put into, or onto, something that the named collection holds.
    """

    name: ast.Name
    attributes: tuple[str, ...]
    scope: Scope
    element: bool = False


class Store(NamedTuple):
    """One place where a connection is put into a collection.

    ``owner`` is the scope of the class whose attribute it is, or the module's scope;
    ``name`` the attribute or the name. ``attributes`` are those beyond it:
    ``STATE.connections[key] = ws`` has the name ``STATE``.
    """

    owner: Scope
    name: str
    attributes: tuple[str, ...]


class Stores:
    """All stores of connections of one module."""

    def __init__(
        self, structure: Structure, variables: ConnectionVariables, types: ConnectionTypes,
        told: Collection[Stored] = (),
    ) -> None:
        self._structure = structure
        self._variables = variables
        self._types = types
        self._callees = Callees(structure)
        self._elements = Elements(structure)
        #: By class scope or module scope: names of attributes or of the module's names.
        self.found: dict[Scope, list[Store]] = {}
        #: Parameters that connections are put into.
        self.parameters: set[Binding] = set()
        #: Paths of imported names, as they are written, that they are put into.
        self.outside: set[tuple[str, Stored]] = set()
        self._seen: set[Store] = set()
        for stored in told:
            self._record_told(stored)
        containers = list(self._containers())
        for container in containers:
            self._record(container)
        if self._fill_locals(containers):
            for container in self._containers():
                self._record(container)
        if self.parameters:
            for container in list(self._handed()):
                self._record(container)

    def names(self, owner: Scope) -> set[str]:
        """The attributes of a class, or names of the module, that connections are put into."""
        return {store.name for store in self.found.get(owner, ())}

    def _containers(self) -> Iterator[Container]:
        if not self._variables.any:
            return
        carries = self._variables.carries
        for call, scope, _ in self._structure.calls_named(_STORING):
            function = call.func
            if isinstance(function, ast.Attribute):
                values = [*call.args, *(k.value for k in call.keywords)]
                if any(carries(value, scope) for value in values):
                    yield from self._received(function.value, scope)
        names = {binding.name for binding in self._variables.bindings}
        names |= {"self", "websocket"}
        statements: dict[ast.stmt, Scope] = {}
        for name in names:
            for node, scope, statement in self._structure.uses.get(name, ()):
                if isinstance(statement, (ast.Assign, ast.AugAssign)) and (
                    name != "self" or isinstance(node, ast.Name) or isinstance(
                        statement, ast.AugAssign) or self._reads(node, statement)
                ):
                    statements[statement] = scope
        for statement, scope in statements.items():
            yield from self._assigned(statement, scope)

    def _received(self, node: ast.expr, scope: Scope) -> Iterator[Container]:
        """What a method puts a connection into; not what objects that keep house themselves do."""
        for container in self._reduce(node, scope):
            if not container.element or container.attributes or not self._elements.are_objects(
                container.name.id, container.scope
            ):
                yield container

    def _handed(self) -> Iterator[Container]:
        """Collections that are handed to functions which put connections into them."""
        functions = {binding.scope.node for binding in self.parameters}
        names = {binding.name for binding in self.parameters}
        for name in {getattr(function, "name", "") for function in functions}:
            for call, scope, _ in self._structure.calls_by_name.get(name, ()):
                function, shift = self._callees.of(call.func, scope)
                if function is None or function not in functions:
                    continue
                given = zip([*function.args.posonlyargs, *function.args.args][shift:], call.args)
                for parameter, argument in given:
                    if parameter.arg in names and any(
                        binding.node is parameter for binding in self.parameters
                    ):
                        yield from self._reduce(argument, scope)

    @staticmethod
    def _reads(node: ast.expr, statement: ast.Assign | ast.AugAssign) -> bool:
        """Whether an attribute of ``self`` is what is assigned, not what is assigned to."""
        return statement.value is node or not isinstance(
            statement.value, (ast.Constant, ast.JoinedStr))

    def _assigned(self, statement: ast.stmt, scope: Scope) -> Iterator[Container]:
        carries = self._variables.carries
        if isinstance(statement, ast.AugAssign):
            if carries(statement.value, scope) and isinstance(statement.op, (ast.BitOr, ast.Add)):
                yield from self._reduce(statement.target, scope)
        elif isinstance(statement, ast.Assign):
            value_carries = carries(statement.value, scope)
            for target in statement.targets:
                if isinstance(target, ast.Subscript) and (
                    value_carries or self._variables.is_connection(target.slice, scope)
                ):
                    yield from self._reduce(target.value, scope)
                elif value_carries and isinstance(target, ast.Attribute):
                    yield from (c for c in self._reduce(target.value, scope) if c.element)
                elif value_carries and isinstance(target, ast.Name) and isinstance(
                    statement.value, (ast.BinOp, ast.Set, ast.List)
                ) and target.id in scope.declared_global:
                    yield Container(target, (), scope)

    def _reduce(self, node: ast.expr, scope: Scope) -> Iterator[Container]:
        """The containers that an expression reaches into, through local variables as well."""
        pending: list[tuple[ast.expr, Scope, tuple[str, ...], bool]] = [(node, scope, (), False)]
        for _ in range(4 * _DEPTH):
            if not pending:
                return
            node, scope, attributes, element = pending.pop()
            inside: ast.expr | None = None
            if isinstance(node, ast.Attribute):
                pending.append((node.value, scope, (node.attr, *attributes), element))
            elif isinstance(node, ast.Subscript):
                inside = node.value
            elif isinstance(node, ast.Call):
                function = node.func
                if self._reaches(node) and isinstance(function, ast.Attribute):
                    inside = function.value
                elif isinstance(function, ast.Name) and function.id == "type" and node.args:
                    pending.append((node.args[0], scope, attributes, element))
            elif isinstance(node, ast.NamedExpr):
                pending.append((node.value, scope, attributes, element))
            elif isinstance(node, ast.Name):
                followed = list(self._followed(node, scope))
                pending.extend((value, place, attributes, element) for value, place in followed)
                if not followed:
                    yield Container(node, attributes, scope, element)
            if inside is not None:  # of what the collection holds, attributes say nothing
                pending.append((inside, scope, (), element or not attributes))

    def _followed(self, node: ast.Name, scope: Scope) -> Iterator[tuple[ast.expr, Scope]]:
        """Where the value of a local name comes from, and where else it is put."""
        values = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        for binding in values:
            value, place = binding.value, binding.scope
            if binding.kind not in ("assignment", "walrus") or place.kind in ("module", "class"):
                continue
            if isinstance(value, ast.Subscript) or (
                isinstance(value, ast.Call) and self._reaches(value)
            ) or (len(values) == 1 and isinstance(value, (ast.Name, ast.Attribute))):
                yield value, place
            elif isinstance(binding.statement, ast.Assign):
                for target in binding.statement.targets:  # members = rooms[key] = set()
                    if isinstance(target, ast.Subscript):
                        yield target, place

    @staticmethod
    def _reaches(call: ast.Call) -> bool:
        return isinstance(call.func, ast.Attribute) and call.func.attr in _REACHING

    def _record(self, container: Container) -> None:
        name, attributes, scope, element = container
        owner = is_instance(name.id, scope)
        if owner is None:
            bindings = scope.lookup(name.id)
            classes = [b.node for b in bindings if isinstance(b.node, ast.ClassDef)]
            if classes:
                owner = self._structure.scopes[classes[0]]
            elif bindings and all(b.kind == "import" for b in bindings):
                self.outside.update(
                    (".".join((written(b.statement, b.node), *attributes)),
                     Stored("", (), element)) for b in bindings)
                return
            elif bindings and any(b.scope.kind == "module" for b in bindings) and all(
                b in scope.module.bindings.get(name.id, ()) for b in bindings
            ):
                self._keep(Store(scope.module, name.id, attributes))
                return
            else:
                self.parameters.update(b for b in bindings if b.kind == "parameter")
                return
        if attributes[:1] == ("__class__",):
            attributes = attributes[1:]
        if attributes:
            self._keep(Store(owner, attributes[0], attributes[1:]))

    def _record_told(self, stored: Stored) -> None:
        """What another module puts into a name of this one, or into an attribute of it."""
        module, (name, attributes, element) = self._structure.module, stored
        for binding in module.bindings.get(name, ()):
            if isinstance(binding.node, ast.ClassDef):
                if attributes:
                    self._keep(Store(
                        self._structure.scopes[binding.node], attributes[0], attributes[1:]))
                return
        if not element or attributes or not self._elements.are_objects(name, module):
            self._keep(Store(module, name, attributes))

    def _keep(self, store: Store) -> None:
        if store not in self._seen:
            self._seen.add(store)
            self.found.setdefault(store.owner, []).append(store)

    def _fill_locals(self, containers: list[Container]) -> bool:
        """Local collections that hold connections carry them where they are put in turn."""
        grown = False
        for name, attributes, scope, _ in containers:
            for binding in scope.lookup(name.id):
                if (not attributes and binding.kind == "assignment"
                        and binding.scope.kind == "function"
                        and not makes_object(binding.value, scope)
                        and binding not in scope.module.bindings.get(name.id, ())
                        and binding not in self._variables.bindings):
                    self._variables.bindings.add(binding)
                    grown = True
        return grown

    def typed(self, owner: Scope) -> set[str]:
        """Attributes of a class that are annotated as collections of connections."""
        found: set[str] = set()
        for name, bindings in owner.bindings.items():
            for binding in bindings:
                if binding.annotation is not None and self._types.contained(
                    binding.annotation, owner
                ):
                    found.add(name)
        return found | self._typed_instances.get(owner, set())

    @cached_property
    def _typed_instances(self) -> dict[Scope, set[str]]:
        """``self.connections: dict[str, WebSocket] = {}``, by the scope of the class."""
        found: dict[Scope, set[str]] = {}
        for _, scope, statement in self._structure.uses.get("self", ()):
            if not isinstance(statement, ast.AnnAssign):
                continue
            target = statement.target
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                owner = is_instance(target.value.id, scope)
                if owner is not None and self._types.contained(statement.annotation, scope):
                    found.setdefault(owner, set()).add(target.attr)
        return found

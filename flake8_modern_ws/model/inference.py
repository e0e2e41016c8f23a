"""Which kind an expression has: from annotations, assignments, calls and handlers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable, Sequence

from . import kinds
from .annotated import Annotations
from .call_kinds import CallKinds
from .classes import Classes, Store
from .displays import DISPLAYS
from .kinds import OTHER, PENDING, Kind, awaited, declared, iterated, join
from .linked import NOTHING, Linked, written
from .names import Names
from .narrowing import enclosing_binding, settled_binding, tested_types, tested_within
from .scopes import Binding, FunctionNode, Scope, Structure
from .values import unpacked

#: How many steps a kind may be followed through names, calls and classes.
_DEPTH = 24
#: How many expressions one file may ask for; beyond it everything is unknown.
_BUDGET = 200_000
_OTHER_VALUES = (
    ast.Constant, ast.JoinedStr, ast.Compare, ast.UnaryOp,
)

#: What connections keep of the opening handshake.
_HANDSHAKE = {"request": "Request", "response": "Response"}

#: Kinds of the parameters of functions that a library calls: handlers and hooks.
ParameterKind = Callable[[ast.AST, int], Kind | None]



class Inference(CallKinds):
    """Answers what expressions of one module are; what is unknown, or ambiguous, is None."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        lines: Sequence[str],
        called_by_library: ParameterKind,
        linked: Linked = NOTHING,
    ) -> None:
        self._linked = linked
        self._structure = structure
        self._names = names
        self._called = called_by_library
        self.classes = Classes(structure, names, self._class_of)
        self.annotations = Annotations(names, lines, linked.instances)
        self._known: dict[Hashable, Kind | None] = {}
        #: What is being computed, outermost first, and the outermost that was asked again.
        self._active: dict[Hashable, int] = {}
        self._reached = _BUDGET
        self._steps = 0
        self._returns: dict[Scope, list[ast.Return]] | None = None

    def of(self, node: ast.expr | None, scope: Scope) -> Kind | None:
        """The kind of an expression where it stands in a scope."""
        kind = self._of(node, scope, _DEPTH)
        return None if kind is PENDING else kind

    def at(self, node: ast.expr | None, scope: Scope, statement: ast.stmt) -> Kind | None:
        """The kind of an expression, narrowed by what stands around a statement."""
        kind = self._at(node, scope, statement, _DEPTH)
        return None if kind is PENDING else kind

    def _at(
        self, node: ast.expr | None, scope: Scope, statement: ast.stmt, depth: int
    ) -> Kind | None:
        self._steps += 1
        if node is None or depth <= 0 or self._steps > _BUDGET:
            return None
        for types, where in tested_types(node, scope, statement, self._structure):
            return self._caught(types, where)
        bindings = scope.lookup(node.id) if isinstance(node, ast.Name) else []
        binding = enclosing_binding(bindings, statement, self._structure)
        if binding is not None:
            kind = self._binding(binding, depth)
            if kind is None or kind.role == "exception":
                tested = tested_within(node, statement)
                return kind if tested is None else self._caught(tested, scope)
            return kind
        kind = self._of(node, scope, depth)
        if kind is None:
            binding = settled_binding(bindings, scope, statement, self._structure)
            if binding is not None and binding.annotation is None:
                kind = self._binding(binding, depth)
        if kind is None and isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            base = self._at(node.value, scope, statement, depth - 1)
            kind = None if base is None else self._part(base, node, scope, depth - 1)
        if kind is None or kind.role in ("other", "exception"):
            tested = tested_within(node, statement)
            return kind if tested is None else self._caught(tested, scope)
        return kind

    def _of(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None:
        self._steps += 1
        if node is None or depth <= 0 or self._steps > _BUDGET:
            return None
        if isinstance(node, ast.Name):
            return self._name(node.id, scope, depth - 1)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, scope, depth - 1)
        if isinstance(node, ast.Call):
            return self._call(node, scope, depth - 1)
        if isinstance(node, (ast.Await, ast.YieldFrom)):
            return awaited(self._of(node.value, scope, depth - 1))
        if isinstance(node, ast.NamedExpr):
            return self._of(node.value, scope, depth - 1)
        if isinstance(node, ast.IfExp):
            return self._any([node.body, node.orelse], scope, depth)
        if isinstance(node, ast.BoolOp):
            last = node.values[-1:] if isinstance(node.op, ast.And) else node.values
            return self._any(last, scope, depth)
        if isinstance(node, ast.Tuple):
            return Kind("tuple", items=tuple(self._of(e, scope, depth - 1) for e in node.elts))
        if isinstance(node, DISPLAYS):
            return self._display(node, scope, depth)
        if isinstance(node, ast.Subscript):
            return kinds.item(self._of(node.value, scope, depth - 1), node.slice)
        if isinstance(node, ast.Lambda):
            inner = self._structure.scopes.get(node)
            return None if inner is None else Kind(
                "function", element=self._of(node.body, inner, depth - 1))
        return OTHER if isinstance(node, _OTHER_VALUES) else None

    def _any(self, nodes: Sequence[ast.expr], scope: Scope, depth: int) -> Kind | None:
        return join([self._value(node, scope, depth) for node in nodes])

    def _value(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None:
        """The kind of a value that is assigned; None is a placeholder."""
        return PENDING if _is_none(node) else self._of(node, scope, depth - 1)

    def _once(self, key: Hashable, find: Callable[[], Kind | None]) -> Kind | None:
        """Compute once. What depends on itself adds nothing to itself."""
        if key in self._active:
            self._reached = min(self._reached, self._active[key])
            return PENDING
        if key in self._known:
            return self._known[key]
        position = self._active[key] = len(self._active)
        outer, self._reached = self._reached, _BUDGET
        kind = find()
        del self._active[key]
        if self._reached >= position:  # nothing unfinished further out was involved
            self._known[key] = kind
            self._reached = outer
        else:
            self._reached = min(outer, self._reached)
        return kind

    # Names

    def _name(self, name: str, scope: Scope, depth: int) -> Kind | None:
        bindings = scope.lookup(name)
        if not bindings:
            return None
        return self._once(id(bindings), lambda: self._variable(name, bindings, scope, depth))

    def _variable(
        self, name: str, bindings: list[Binding], scope: Scope, depth: int
    ) -> Kind | None:
        annotations: list[Kind | None] = []
        values: list[Kind | None] = []
        for binding in bindings:
            if binding.kind in ("star-import", "annotation") and binding.annotation is None:
                continue
            if binding.annotation is not None and binding.kind != "parameter":
                annotations.append(self.annotations.kind(binding.annotation, binding.scope))
                if binding.kind == "annotation":
                    continue
            found = self._binding(binding, depth)
            casts = binding.kind == "assignment" and not binding.index and self._is_cast(
                binding.value, binding.scope)
            (annotations if casts and found else values).append(found)
        declaration = join(annotations) if annotations else PENDING
        value = join(values)
        if kinds.is_container(declaration, value) and bindings[0].kind != "parameter":
            value = self._filled(value, self.classes.added_to_name(name, bindings), depth)
        return declared(declaration, value) if annotations else value

    def _binding(self, binding: Binding, depth: int) -> Kind | None:
        kind, value, scope = binding.kind, binding.value, binding.scope
        if kind in ("assignment", "walrus", "unpack"):
            if not binding.index:
                if isinstance(value, ast.Name) and binding.statement is not None:
                    return self._at(value, scope, binding.statement, depth - 1)
                return self._value(value, scope, depth)
            literal = unpacked(binding)
            if literal is not None:
                return self._value(literal, scope, depth)
            return kinds.part(self._of(value, scope, depth), binding.index)
        if kind in ("with", "async with"):
            return kinds.part(self._entered_value(value, scope, depth), binding.index)
        if kind in ("for", "async for"):
            return self._looped(binding, depth)
        if kind == "except":
            return self._caught(value, scope)
        if kind == "parameter":
            return self._parameter(binding, depth)
        if kind == "class":
            return Kind("class", node=binding.node)
        if kind == "import" and self._linked.values:
            return self._linked.values.get(written(binding.statement, binding.node))
        return None

    def _looped(self, binding: Binding, depth: int) -> Kind | None:
        value, scope = binding.value, binding.scope
        if scope.kind == "comprehension" and scope.parent is not None:
            generators = getattr(scope.node, "generators", [])
            if generators and generators[0].iter is value:
                scope = scope.parent
        index = binding.index
        while isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.args:
            called = value.func.id
            if called == "enumerate" and index[:1] == (1,):
                index, value = index[1:], value.args[0]
            elif called in ("list", "tuple", "sorted"):
                value = value.args[0]
            else:
                break
        return kinds.part(iterated(self._of(value, scope, depth)), index)

    # Parameters: annotations, and who calls

    def _parameter(self, binding: Binding, depth: int) -> Kind | None:
        function, parameter = binding.scope.node, binding.node
        arguments: ast.arguments | None = getattr(function, "args", None)
        if arguments is None or parameter in (arguments.vararg, arguments.kwarg):
            return None
        positional = [*arguments.posonlyargs, *arguments.args]
        position = positional.index(parameter) if parameter in positional else -1
        owner = self.classes.of_method(binding.scope)
        if owner is not None and position == 0:
            return self._base_kind(owner) or Kind("instance", node=owner)
        given = self._called(function, position)
        if given is not None and not (given.role == "connection" and given.side):
            return given
        annotation = None
        if binding.annotation is not None:
            annotation = self.annotations.kind(binding.annotation, binding.scope.parent
                                               or binding.scope)
            if annotation is not None and annotation.role in ("other", "instance", "object"):
                return given or annotation
        found: list[Kind | None] = []
        unknown = False
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for argument, scope, statement in self.classes.arguments(
                function, binding.name, position
            ):
                kind = PENDING if _is_none(argument) else self._at(
                    argument, scope, statement, depth - 1)
                if kind is not None:
                    found.append(kind)
                unknown = unknown or kind is None
            if self._linked.passed:
                told = self._linked.passed.get(self.classes.qualified(function), {})
                found += [told[binding.name]] if binding.name in told else []
        if given is not None:  # the library's, and that of the other side if the file gives one
            return join([given, *found]) or given
        value = join(found)
        if unknown and value is not None and value.role == "exception":
            return annotation  # others have attributes of the same name
        return declared(annotation, value) if value is not PENDING else annotation

    # Attributes

    def _class_of(self, node: ast.expr, scope: Scope) -> ast.ClassDef | None:
        """The class of the file that an expression is an instance of."""
        kind = self._of(node, scope, _DEPTH // 2)
        if kind is not None and kind.role == "instance" and isinstance(kind.node, ast.ClassDef):
            return kind.node
        return None

    def _base_kind(self, owner: ast.ClassDef) -> Kind | None:
        """A class of the file that is itself a connection or an exception, by inheritance."""
        for path in self.classes.base_paths(owner):
            kind = kinds.of_class(path)
            if kind is not None and kind.role in ("connection", "server", "exception"):
                return kind
        return None

    def _attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> Kind | None:
        if self._linked.values:
            told = self._linked.values.get(self._names.written(node, scope) or "")
            if told is not None:
                return told
        base = self._of(node.value, scope, depth)
        if base is None or base is PENDING:
            return None  # "item = item.inner" is something else
        return self._part(base, node, scope, depth)

    def _part(
        self, base: Kind, node: ast.Attribute, scope: Scope, depth: int
    ) -> Kind | None:
        """An attribute of an object whose kind is known."""
        if base.role == "raised":
            return base.element if node.attr in ("value", "exception") else None
        if base.role == "server" and node.attr in ("connections", "websockets"):
            return kinds.container(Kind("connection", "server", base.implementation or "asyncio"))
        if base.role in ("instance", "class") and isinstance(base.node, ast.ClassDef):
            return self._attribute_of(base.node, node.attr, depth)
        if base.role == "object":
            return self._linked.members.get(base.path, {}).get(node.attr)
        if base.role == "connection" and base.side == "server" and node.attr in (
            "server", "ws_server"
        ):
            return Kind("server", "", base.implementation)
        if node.attr in _HANDSHAKE and base.implementation != "legacy" and (
            base.role == "connection" or (base.role, base.path) == ("exception", "InvalidStatus")
        ):
            return Kind("http", path=_HANDSHAKE[node.attr])
        if isinstance(node.value, ast.Name):
            owner = self.classes.self_class(node.value.id, scope)
            if owner is not None:  # a subclass of a class of the library
                return self._attribute_of(owner, node.attr, depth)
        return None

    def _attribute_of(self, owner: ast.ClassDef, attribute: str, depth: int) -> Kind | None:
        """What an attribute of the instances of a class of the file is."""
        return self._once(
            (owner, attribute), lambda: self._find_attribute(owner, attribute, depth))

    def _find_attribute(self, owner: ast.ClassDef, attribute: str, depth: int) -> Kind | None:
        method = self.classes.method(owner, attribute)
        if method is not None:
            return self._property(method, depth)
        annotations: list[Kind | None] = []
        values: list[Kind | None] = []
        for store in self.classes.stores(owner, attribute):
            if store.annotation is not None:
                annotations.append(self.annotations.kind(store.annotation, store.scope))
                if store.value is None:
                    continue
            found = self._stored(store, depth)
            casts = store.how == "assignment" and not store.place and self._is_cast(
                store.value, store.scope)
            (annotations if casts and found else values).append(found)
        inherited = self._inherited(owner, attribute)
        if inherited is not None:
            values.append(inherited)
        if not annotations and not values:
            return None
        declaration = join(annotations) if annotations else PENDING
        value = join(values)
        if kinds.is_container(declaration, value):
            value = self._filled(value, self.classes.added(owner, attribute), depth)
        return declared(declaration, value) if annotations else value

    def _inherited(self, owner: ast.ClassDef, attribute: str) -> Kind | None:
        """What a base class in another file of the project makes of an attribute."""
        if not self._linked.classes:
            return None
        for node in self.classes.lineage(owner):
            scope = self._structure.scopes[node].parent or self._structure.scopes[node]
            for base in node.bases:
                path = self._names.written(base, scope)
                kind = self._linked.classes.get(path or "", {}).get(attribute)
                if kind is not None:
                    return kind
        return None

    def attribute(self, owner: ast.ClassDef, name: str) -> Kind | None:
        """What an attribute of the instances of a class of the file is."""
        kind = self._attribute_of(owner, name, _DEPTH)
        return None if kind is PENDING else kind

    def result(self, function: FunctionNode) -> Kind | None:
        """What a call of a function of the file gives, before any ``await``."""
        kind = self._result(function, _DEPTH)
        return None if kind is PENDING else kind

    def _stored(self, store: Store, depth: int) -> Kind | None:
        if store.how in ("with", "async with"):
            return self._entered_value(store.value, store.scope, depth)
        if store.how in ("for", "async for"):
            return iterated(self._of(store.value, store.scope, depth))
        if store.place:
            value: ast.expr | None = store.value
            if isinstance(value, ast.Tuple) and len(store.place) == 1:
                index = store.place[0]
                if not any(isinstance(item, ast.Starred) for item in value.elts):
                    return self._value(value.elts[index], store.scope, depth) if (
                        0 <= index < len(value.elts)) else None
            return kinds.part(self._of(value, store.scope, depth), store.place)
        return self._value(store.value, store.scope, depth) if store.value else None


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None

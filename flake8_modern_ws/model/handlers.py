"""Functions that the library calls: connection handlers and handshake hooks of ``serve``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .classes import Classes
from .contents import Entry
from .kinds import Kind, of_call
from .linked import CALLED, Served
from .mappings import Mappings
from .names import Names
from .narrowing import settled_binding
from .scopes import Binding, FunctionNode, Scope, Structure
from .wrapping import Function, Resolved, returned, wrapped

_SERVE_NAMES = frozenset({"serve", "unix_serve", "Serve"})
_PARTIAL = frozenset({"partial"})
HOOKS = frozenset({"process_request", "process_response", "select_subprotocol", "extra_headers"})
_DEPTH = 6


class Given(NamedTuple):
    """A function that a call of ``serve`` hands to the library.

    ``what`` is ``handler`` or the name of a hook. ``skipped`` counts the leading parameters
    that are bound already: ``self``, arguments of ``functools.partial``; ``named`` are those
    that a partial binds by name. ``direct`` tells whether it gets exactly what the library
    passes, and not what a wrapper of the file makes of it.
    """

    what: str
    function: Function
    skipped: int
    named: frozenset[str]
    direct: bool
    implementation: str
    call: ast.Call
    scope: Scope


class Handlers:
    """The functions of the file that the library calls, and what it calls them with."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        classes: Classes,
        kind_of: Callable[[ast.expr, Scope], Kind | None],
        mappings: Callable[[], Mappings],
        served: Sequence[Served] = (),
    ) -> None:
        self._mappings = mappings
        self._served = served
        self._structure = structure
        self._names = names
        self._classes = classes
        self._kind_of = kind_of
        self._given: list[Given] | None = None
        self._by_function: dict[ast.AST, list[Given]] = {}

    @property
    def given(self) -> list[Given]:
        """All of them, in no particular order."""
        if self._given is None:
            self._given = []  # while it is filled, nothing is known to be a handler
            self._given = self._collect()
            for item in self._given:
                self._by_function.setdefault(item.function, []).append(item)
        return self._given

    def parameter(self, function: ast.AST, position: int) -> Kind | None:
        """What the library passes for a parameter: the connection, first of all."""
        if not self.given:
            return None
        kinds: set[Kind | None] = set()
        for item in self._by_function.get(function, ()):
            kinds.add(_passed(item, position - item.skipped))
        return kinds.pop() if len(kinds) == 1 else None

    def _collect(self) -> list[Given]:
        found: list[Given] = list(self._from_elsewhere())
        for call, positional, scope, statement in self._serving():
            kinds = {of_call(path) for path in self._names.paths(
                positional[0] if positional else call.func, scope)}
            kind = kinds.pop() if len(kinds) == 1 else None
            if kind is None or kind.role not in ("serving", "server"):
                continue
            values = [Entry("handler", value, value, scope, statement)
                      for value in (positional[1:] or call.args)[:1]]
            given = not values
            for entry in self._keywords(call, scope, statement):
                if entry.name in HOOKS:
                    values.append(entry)
                elif entry.name in ("handler", "ws_handler") and given:
                    values.append(entry._replace(name="handler"))
            for entry in values:
                found += [
                    Given(entry.name, *resolved, kind.implementation, call, scope)
                    for resolved in self.resolve(
                        entry.value, entry.scope, statement=entry.statement)]
        return found

    def _serving(self) -> Iterator[tuple[ast.Call, list[ast.expr], Scope, ast.stmt]]:
        """Calls that may be of ``serve``, and the positional arguments of partials of it."""
        for call, scope, statement in self._structure.calls_named(_SERVE_NAMES):
            yield call, [], scope, statement
        for call, scope, statement in self._structure.calls_named(_PARTIAL):
            if call.args and self._names.path(call.func, scope) == "functools.partial":
                yield call, call.args, scope, statement

    def _keywords(
        self, call: ast.Call, scope: Scope, statement: ast.stmt
    ) -> Iterable[Entry]:
        if any(keyword.arg is None for keyword in call.keywords):
            return self._mappings().arguments(call, scope, statement)
        return [Entry(keyword.arg, keyword.value, keyword, scope, statement)
                for keyword in call.keywords if keyword.arg is not None]

    def _from_elsewhere(self) -> Iterator[Given]:
        """Functions of the file that another file gives to ``serve``."""
        for item in self._served:
            call = ast.Call(ast.Name(item.what), [], [])  # the other file's
            for resolved in self._named(item.name):
                resolved = resolved._replace(skipped=resolved.skipped + item.skipped,
                                             named=resolved.named | item.named)
                yield Given(item.what, *resolved, item.implementation, call,
                            self._structure.module)

    def _named(self, name: str) -> list[Resolved]:
        """A function of the module, or a method of an instance of one of its classes."""
        owner, _, method = name.rpartition(".")
        called = not owner and name.endswith(CALLED)
        name = owner or name.removesuffix(CALLED)
        if not owner and not called:
            return self.resolve(ast.Name(name, ctx=ast.Load()), self._structure.module)
        bindings = self._structure.module.bindings.get(name, ())
        node = bindings[0].node if len(bindings) == 1 else None
        if isinstance(node, ast.ClassDef):
            return self._bound_method(node, "__call__" if called else method)
        if called and isinstance(node, ast.FunctionDef) and not node.decorator_list:
            return [item for value in returned(node, self._structure) or ()
                    for item in self.resolve(value, self._structure.scopes[node])]
        return []

    def resolve(
        self, node: ast.expr, scope: Scope, depth: int = _DEPTH,
        statement: ast.stmt | None = None,
    ) -> list[Resolved]:
        """The functions of the file that an expression means, with their bound parameters.

        ``statement`` is where it stands: of several values of a name, the one that it has there.
        """
        if depth <= 0:
            return []
        if isinstance(node, ast.Lambda):
            return [Resolved(node)]
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            binding = bindings[0] if len(bindings) == 1 else None
            if binding is None and statement is not None:
                binding = settled_binding(bindings, scope, statement, self._structure)
            if binding is None:
                return self._but_none(bindings, depth)
            if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return self._decorated(binding.node, 0, depth)
            if binding.kind == "assignment" and binding.value is not None:
                return self.resolve(binding.value, binding.scope, depth - 1, binding.statement)
            if binding.kind == "parameter":
                return self._passed(binding, depth)
            return []
        if isinstance(node, ast.Attribute):
            return self._method(node, scope, depth)
        if isinstance(node, (ast.IfExp, ast.BoolOp)):
            arms = [node.body, node.orelse] if isinstance(node, ast.IfExp) else node.values
            return [item for arm in arms
                    for item in self.resolve(arm, scope, depth - 1, statement)]
        if isinstance(node, ast.NamedExpr):
            return self.resolve(node.value, scope, depth - 1, statement)
        if isinstance(node, ast.Subscript):
            return self._kept(node, scope, depth)
        if isinstance(node, ast.Call):
            if self._names.path(node.func, scope) == "functools.partial" and node.args:
                named = frozenset(k.arg for k in node.keywords if k.arg is not None)
                return [
                    item._replace(skipped=item.skipped + len(node.args) - 1,
                                  named=item.named | named)
                    for item in self.resolve(node.args[0], scope, depth - 1)
                ]
            kind = self._kind_of(node, scope)
            if kind is not None and kind.role == "instance" and isinstance(
                kind.node, ast.ClassDef
            ):
                method = self._classes.method(kind.node, "__call__")
                return [] if method is None else [Resolved(method, 1)]
            return self._wrapped(node, scope, depth)
        return []

    def _passed(self, binding: Binding, depth: int) -> list[Resolved]:
        """What calls in the file pass for a parameter."""
        function = binding.scope.node
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return []
        positional = [*function.args.posonlyargs, *function.args.args]
        position = positional.index(binding.node) if binding.node in positional else -1
        return [item for value, scope, statement in self._classes.arguments(
                    function, binding.name, position)
                for item in self.resolve(value, scope, depth - 1, statement)]

    def _kept(self, node: ast.Subscript, scope: Scope, depth: int) -> list[Resolved]:
        """The functions in a display that a variable names, or the one under a constant key."""
        name = node.value
        bindings = scope.lookup(name.id) if isinstance(name, ast.Name) else []
        display = bindings[0].value if len(bindings) == 1 else None
        entries: list[tuple[object, ast.expr]] = []
        if isinstance(display, (ast.List, ast.Tuple)):
            entries += enumerate(display.elts)
        elif isinstance(display, ast.Dict):
            entries += [(getattr(key, "value", None), value)
                        for key, value in zip(display.keys, display.values)]
        wanted = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return [item for key, value in entries if wanted is None or key == wanted
                for item in self.resolve(value, bindings[0].scope, depth - 1)]

    def _but_none(self, bindings: Sequence[Binding], depth: int) -> list[Resolved]:
        """The functions of a variable that holds nothing else but None.

        With two values, each may be meant for another server.
        """
        if any(binding.kind != "assignment" or binding.index for binding in bindings):
            return []
        values = [binding for binding in bindings if not (
            isinstance(binding.value, ast.Constant) and binding.value.value is None)]
        value = values[0].value if len(values) == 1 else None
        return [] if value is None else self.resolve(
            value, values[0].scope, depth - 1, values[0].statement)

    def _wrapped(self, call: ast.Call, scope: Scope, depth: int) -> list[Resolved]:
        """``log(handler)``, where the file defines ``log``."""
        wrapper = self._wrapper(call.func, scope, depth)
        if wrapper is None or any(isinstance(a, ast.Starred) for a in call.args):
            return []
        parameters = [*wrapper.args.posonlyargs, *wrapper.args.args]
        for parameter, argument in [*zip(parameters, call.args), *(
            (parameter, keyword.value) for keyword in call.keywords for parameter in parameters
            if parameter.arg == keyword.arg
        )]:
            inner = self.resolve(argument, scope, depth - 1)
            if inner:
                return wrapped(wrapper, parameter, inner, self._structure) or []
        if parameters and not (call.args or call.keywords):
            return []
        # A factory: it makes the function, from arguments that are no functions.
        return [item for value in returned(wrapper, self._structure) or ()
                for item in self.resolve(value, self._structure.scopes[wrapper], depth - 1)]

    def _decorated(self, function: FunctionNode, skipped: int, depth: int) -> list[Resolved]:
        """A function behind its decorators; those of other modules pass everything on."""
        found = [Resolved(function, skipped)]
        around = self._structure.scopes[function].parent
        for decorator in reversed(function.decorator_list):
            wrapper = None if around is None else self._wrapper(decorator, around, depth)
            if wrapper is None:
                continue
            parameters = [*wrapper.args.posonlyargs, *wrapper.args.args]
            if not parameters:
                return []
            found = wrapped(wrapper, parameters[0], found, self._structure) or []
        return found

    def _wrapper(self, node: ast.expr, scope: Scope, depth: int) -> FunctionNode | None:
        """The function of the file that an expression means: a name, or what a call returns."""
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            function = bindings[0].node if len(bindings) == 1 else None
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return function
        elif isinstance(node, ast.Call) and depth > 0:
            factory = self._wrapper(node.func, scope, depth - 1)
            values = None if factory is None else returned(factory, self._structure)
            if factory is not None and values is not None and len(values) == 1:
                return self._wrapper(values[0], self._structure.scopes[factory], depth - 1)
        return None

    def _method(self, node: ast.Attribute, scope: Scope, depth: int) -> list[Resolved]:
        owner: ast.AST | None = None
        if isinstance(node.value, ast.Name):
            owner = self._classes.self_class(node.value.id, scope)
            if isinstance(owner, ast.ClassDef):  # or one of a class that inherits from it
                return [item for heir in (owner, *self._classes.overriding(owner, node.attr))
                        for item in self._bound_method(heir, node.attr, depth)]
        if owner is None:
            kind = self._kind_of(node.value, scope)
            owner = kind.node if kind is not None and kind.role in ("instance", "class") else None
        return self._bound_method(owner, node.attr, depth) if isinstance(
            owner, ast.ClassDef) else []

    def _stored(self, owner: ast.ClassDef, attribute: str, depth: int) -> list[Resolved]:
        """The functions that methods assign to an attribute."""
        return [] if depth <= 0 else [
            item for store in self._classes.stores(owner, attribute)
            if store.how == "assignment" and store.value is not None and not store.place
            for item in self.resolve(store.value, store.scope, depth - 1)]

    def _bound_method(self, owner: ast.ClassDef, name: str, depth: int = _DEPTH) -> list[Resolved]:
        """A method as an instance gives it: its first parameter is bound."""
        method = self._classes.method(owner, name)
        if method is None:
            return self._stored(owner, name, depth)
        static = self._classes.of_method(self._structure.scopes[method]) is None
        return self._decorated(method, 0 if static else 1, depth)


def _passed(given: Given, position: int) -> Kind | None:
    """What the library passes at a position, behind the parameters that are bound already.

    Hooks of the legacy implementation get other things; they are told by their parameters.
    """
    if given.what == "handler":
        connection = Kind("connection", "server", given.implementation)
        return connection if position == 0 else None
    if given.what in ("process_request", "process_response") and given.direct:
        arguments = given.function.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)][given.skipped:]
        if names[1:2] == ["request"] and given.implementation != "legacy":
            if position == 0:
                return Kind("connection", "server", given.implementation)
            return {1: Kind("http", path="Request"), 2: Kind("http", path="Response")}.get(position)
    return None

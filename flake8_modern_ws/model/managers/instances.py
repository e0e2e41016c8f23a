"""Where instances of managers are made that live as long as the process."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..lazy import cached_property
from ..linked import joined
from ..scopes import Binding, Block, FunctionNode, Scope, Structure
from ..values import constant, unpacked
from . import frameworks
from .classes import MODEL_BASES, ManagerClasses
from .events import GlobalManager
from .origins import Origin, Origins
from .receivers import decorator_name
from .singletons import Singletons
from .variables import ConnectionVariables

_DEPTH = 5
_CACHES = frozenset({"cache", "lru_cache", "alru_cache", "cache_resource", "run_once"})
#: Class methods that make an instance.
MAKING = ("create", "build", "make", "new", "from_", "connect_to")
#: Methods that take a connection in, and how classes that have them are called.
_JOINING = ("connect", "add", "register", "join", "subscribe", "attach", "enter", "accept",
            "serve", "disconnect", "remove", "unregister", "leave")
_KEEPING = ("manager", "hub", "registry", "pool", "broadcaster", "notifier", "rooms", "room",
            "lobby", "server", "service", "store", "dispatcher", "channel", "publisher", "game")
_FUNCTIONS = frozenset({"function", "lambda"})


def runs_at_import(scope: Scope) -> bool:
    """Whether the code of a scope runs while the module is imported."""
    current: Scope | None = scope
    while current is not None:
        if current.kind in _FUNCTIONS:
            return False
        current = current.parent
    return True


class Placement:
    """Answers under which tests a statement of the module stands."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def is_skipped(self, statement: ast.stmt | None) -> bool:
        """Whether a statement stands under ``__name__ == "__main__"`` or ``TYPE_CHECKING``."""
        block: Block | None = statement
        while block is not None:
            position = self._structure.positions.get(block)
            if position is None:
                return False
            parent = position.parent
            if isinstance(parent, ast.If) and position.field == "body":
                names = {n.attr if isinstance(n, ast.Attribute) else getattr(n, "id", "")
                         for n in ast.walk(parent.test)
                         if isinstance(n, (ast.Name, ast.Attribute))}
                if names & {"TYPE_CHECKING", "__name__"}:
                    return True
            block = parent
        return False


class Instances:
    """All process-global instances of managers in one module."""

    def __init__(
        self,
        structure: Structure,
        origins: Origins,
        classes: ManagerClasses,
        singletons: Singletons,
        variables: ConnectionVariables,
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._classes = classes
        self._singletons = singletons
        self._variables = variables
        self.placement = Placement(structure)

    def collect(self) -> list[GlobalManager]:
        """Every instance once, at its own cause."""
        found: dict[ast.AST, GlobalManager] = {}
        for event in (*self._cached_getters(), *self._memos(), *self._defaulted(), *self._bound(),
                      *self._defaults(), *self._joined()):
            found.setdefault(event.node, event)
        return list(found.values())

    def made(self, node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> str | None:
        """The manager that an expression makes, alone or inside a literal; or None.

        Singletons are left out: their class is the cause.
        """
        if node is None or depth <= 0:
            return None
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            if not self._classes.may_make(node.func):
                called = node.func.id if isinstance(node.func, ast.Name) else ""
                return self._from_factory(called, scope) if called in self._factories else None
            return self._constructed(node, self._origins.of(node.func, scope), scope)
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            parts = node.elts
        elif isinstance(node, ast.Dict):
            parts = node.values
        elif isinstance(node, ast.DictComp):
            parts = [node.value]
        elif isinstance(node, (ast.ListComp, ast.SetComp)):
            parts = [node.elt]
        elif isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.BoolOp):
            parts = node.values
        elif isinstance(node, (ast.NamedExpr, ast.Await, ast.Starred)):
            parts = [node.value]
        for part in parts:
            name = self.made(part, scope, depth - 1)
            if name is not None:
                return name
        return None

    def _constructed(self, call: ast.Call, origin: Origin | None, scope: Scope) -> str | None:
        if self._is_plain(origin):
            return origin.name if origin is not None else None
        if origin is not None and origin.module is not None:
            made = self._classes.linked.factories.get(joined(origin.module, origin.name))
            if made is not None:
                return made
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr.startswith(MAKING):
            owner = self._origins.of(function.value, scope)
            if self._is_plain(owner) and owner is not None:
                return owner.name
        return None

    def _is_plain(self, origin: Origin | None) -> bool:
        """Whether a class is a manager and no singleton."""
        if origin is None or not self._classes.is_manager(origin):
            return False
        if origin.module is not None and self._classes.is_told_manager(origin) is False:
            return False
        return not isinstance(origin.definition, ast.ClassDef) or (
            self._singletons.shape(origin.definition) is None)

    @cached_property
    def _factories(self) -> frozenset[str]:
        """Names of functions of the module that may make a manager."""
        found = set()
        for statement, scope in self._structure.returns:
            node = scope.node
            if isinstance(node, ast.FunctionDef) and scope.parent is self._structure.module and (
                isinstance(statement.value, (ast.Call, ast.Name))
            ):
                found.add(node.name)
        return frozenset(found if self._classes.local_names else ())

    def _from_factory(self, name: str, scope: Scope) -> str | None:
        for binding in scope.lookup(name):
            if isinstance(binding.node, ast.FunctionDef):
                return self.made_by(binding.node)
        return None

    def made_by(self, function: FunctionNode) -> str | None:
        """The manager that a function of the file makes anew at every call."""
        if self._is_cached(function) or isinstance(function, ast.AsyncFunctionDef):
            return None
        return self.returned(function, calls=False)

    def returned(self, function: FunctionNode, calls: bool = True) -> str | None:
        inside = self._structure.scopes[function]
        for statement, scope in self._structure.returns:
            if scope is not inside:
                continue
            value = statement.value
            if isinstance(value, ast.Name):
                bindings = inside.bindings.get(value.id, ())
                for binding in bindings:
                    if binding.kind == "assignment" and isinstance(binding.value, ast.Call):
                        name = self._direct(binding.value, scope)
                        if name is not None:
                            return name
            elif isinstance(value, ast.Call):
                name = self.made(value, scope, 2) if calls else self._direct(value, scope)
                if name is not None:
                    return name
        return None

    def _direct(self, call: ast.Call, scope: Scope) -> str | None:
        if not self._classes.may_make(call.func):
            return None
        return self._constructed(call, self._origins.of(call.func, scope), scope)

    def _is_cached(self, function: FunctionNode) -> bool:
        return any(decorator_name(d) in _CACHES for d in function.decorator_list)

    def _bound(self) -> Iterator[GlobalManager]:
        """Names of the module and attributes of its classes."""
        for scope in [self._structure.module, *self._structure.scopes.values()]:
            if scope.kind not in ("module", "class") or not runs_at_import(scope):
                continue
            if scope.kind == "class" and self._is_model(scope):
                continue
            for name, bindings in scope.bindings.items():
                for binding in bindings:
                    if binding.kind in ("assignment", "unpack", "walrus"):
                        yield from self._binding(name, binding, scope)

    def _binding(self, name: str, binding: Binding, owner: Scope) -> Iterator[GlobalManager]:
        manager = self.made(unpacked(binding), binding.scope)
        if manager is None or binding.statement is None:
            return
        if owner.kind == "class":
            shape = "class attribute"
        else:
            shape = "module" if runs_at_import(binding.scope) else "global"
        if not self.placement.is_skipped(binding.statement):
            yield GlobalManager(binding.statement, manager, name, shape)

    def _is_model(self, scope: Scope) -> bool:
        """Data models and data classes copy or reject such values."""
        node = scope.node
        if not isinstance(node, ast.ClassDef):
            return False
        names = {origin.name for origin in self._classes.bases(node)}
        return bool(names & (MODEL_BASES | {"Enum", "Protocol"})) or any(
            decorator_name(d) in ("dataclass", "define", "frozen", "attrs", "s")
            for d in node.decorator_list)

    def _defaults(self) -> Iterator[GlobalManager]:
        for node, scope in self._structure.functions:
            if not runs_at_import(scope):
                continue
            positional = [*node.args.posonlyargs, *node.args.args]
            pairs = list(zip(reversed(positional), reversed(node.args.defaults)))
            pairs += [(a, d) for a, d in zip(node.args.kwonlyargs, node.args.kw_defaults) if d]
            for argument, default in pairs:
                manager = self.made(default, scope)
                if manager is not None and not self.placement.is_skipped(node):
                    yield GlobalManager(default, manager, argument.arg, "default argument")

    def _cached_getters(self) -> Iterator[GlobalManager]:
        for node, scope in self._structure.functions:
            if self._is_cached(node) and not self._is_keyed(node, scope) and (
                runs_at_import(scope)
            ):
                manager = self.returned(node)
                if manager is not None:
                    yield GlobalManager(node, manager, node.name, "cached getter")

    @staticmethod
    def _is_keyed(node: FunctionNode, scope: Scope) -> bool:
        """Whether a getter has parameters, apart from the class of a class method."""
        arguments = node.args
        count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
        bound = scope.kind == "class" and any(
            decorator_name(d) == "classmethod" for d in node.decorator_list)
        return count - bound > 0 or arguments.vararg is not None or arguments.kwarg is not None

    def _memos(self) -> Iterator[GlobalManager]:
        """Getters that keep what they make on a function, a class or in a module's mapping."""
        for call, scope, statement in self._making_calls():
            if not isinstance(statement, (ast.Assign, ast.Expr)):
                continue
            if scope.kind != "function":
                yield from self._set_on_class(call, scope, statement)
                continue
            function = scope.node
            if isinstance(statement, ast.Expr):
                target = _appended_to(statement, call)
                kept = target is not None and self._is_module_name(target, scope, ("assignment",))
            else:
                kept = statement.value is call and any(
                    self._keeps(target, scope) for target in statement.targets)
            manager = self._direct(call, scope) if kept else None
            if manager is None or not isinstance(
                function, (ast.FunctionDef, ast.AsyncFunctionDef)
            ):
                continue
            if any(inside is scope and found.value is not None
                   for found, inside in self._structure.returns):
                yield GlobalManager(function, manager, function.name, "cached getter")
            else:
                name = ast.unparse(statement).partition(" = ")[0].partition(".append(")[0]
                yield GlobalManager(statement, manager, name, "global")

    def _defaulted(self) -> Iterator[GlobalManager]:
        """Getters of ``_cache.setdefault("hub", Hub())``."""
        for call, scope, _ in self._structure.calls_by_name.get("setdefault", ()):
            function, getter = call.func, scope.node
            if len(call.args) != 2 or not isinstance(function, ast.Attribute) or not isinstance(
                getter, (ast.FunctionDef, ast.AsyncFunctionDef)
            ):
                continue
            manager = self.made(call.args[1], scope)
            if manager is not None and isinstance(constant(call.args[0], scope), (str, int)) and (
                self._is_module_name(function.value, scope, ("assignment",))
            ):
                yield GlobalManager(getter, manager, getter.name, "cached getter")

    def _set_on_class(
        self, call: ast.Call, scope: Scope, statement: ast.stmt
    ) -> Iterator[GlobalManager]:
        """``Application.manager = Manager()`` at module level."""
        if scope.kind != "module" or not isinstance(statement, ast.Assign) or (
            statement.value is not call or self.placement.is_skipped(statement)
        ):
            return
        for target in statement.targets:
            if isinstance(target, ast.Attribute) and self._is_module_name(
                target.value, scope, ("class",)
            ):
                manager = self._direct(call, scope)
                if manager is not None:
                    yield GlobalManager(statement, manager, target.attr, "class attribute")

    def _making_calls(self) -> Iterator[tuple[ast.Call, Scope, ast.stmt]]:
        """Calls that may make a manager, by the name that is called."""
        known, either = self._classes.local_names, self._classes.names.either
        for name, calls in self._structure.calls_by_name.items():
            if name in known or name.startswith(MAKING) or either(name):
                yield from calls

    def _keeps(self, target: ast.expr, scope: Scope) -> bool:
        if isinstance(target, ast.Subscript):
            return isinstance(constant(target.slice, scope), (str, int)) and (
                self._is_module_name(target.value, scope, ("assignment",)))
        return isinstance(target, ast.Attribute) and self._is_module_name(
            target.value, scope, ("function", "class"))

    def _is_module_name(self, node: ast.expr, scope: Scope, kinds: tuple[str, ...]) -> bool:
        """A name of the module; of mappings and lists only those that a literal makes."""
        if not isinstance(node, ast.Name):
            return False
        bindings = scope.lookup(node.id)
        return bool(bindings) and all(
            b.kind in kinds and b.scope.kind == "module"
            and (b.kind != "assignment" or isinstance(b.value, (ast.Dict, ast.List))
                 or (isinstance(b.value, ast.Call) and isinstance(b.value.func, ast.Name)
                 and b.value.func.id in ("dict", "list")))
            for b in bindings)

    def _joined(self) -> Iterator[GlobalManager]:
        """Objects of imported classes with a neutral name that connections are handed to."""
        table = self._structure.calls_by_name if self._variables.any else {}
        joining = [call for name, calls in table.items() if name.startswith(_JOINING)
                   for call in calls]
        for call, scope, _ in joining:
            function = call.func
            if not isinstance(function, ast.Attribute) or not isinstance(
                function.value, ast.Name
            ):
                continue
            if not any(isinstance(a, ast.Name) and self._variables.is_connection(a, scope)
                       and a.id not in ("self", "cls") for a in call.args):
                continue
            for binding in scope.lookup(function.value.id):
                if binding.kind != "assignment" or not isinstance(binding.value, ast.Call):
                    continue
                if binding not in scope.module.bindings.get(binding.name, ()):
                    continue
                origin = self._origins.of(binding.value.func, binding.scope)
                if (origin is not None and origin.module is not None
                        and origin.name[:1].isupper()
                        and self._classes.is_told_manager(origin) is not False
                        and origin.name.lower().endswith(_KEEPING)
                        and not frameworks.APPLICATION.search(origin.name)
                        and not self._classes.names.exclude.search(origin.name)
                        and binding.statement is not None
                        and not self.placement.is_skipped(binding.statement)):
                    shape = "module" if runs_at_import(binding.scope) else "global"
                    yield GlobalManager(binding.statement, origin.name, binding.name, shape)


def _appended_to(statement: ast.Expr, call: ast.Call) -> ast.expr | None:
    """The list of ``cache.append(Manager())``."""
    value = statement.value
    if value is call or not isinstance(value, ast.Call) or value.args != [call]:
        return None
    function = value.func
    if isinstance(function, ast.Attribute) and function.attr == "append":
        return function.value
    return None

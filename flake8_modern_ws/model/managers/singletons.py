"""Classes that have one instance in a process, and how they see to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..names import chain
from ..scopes import FunctionNode, Structure
from .classes import ManagerClasses
from .origins import Origins
from .receivers import decorator_name

_SINGLETON_NAME = re.compile(r"singleton|^borg$|monostate", re.IGNORECASE)
_CACHES = frozenset({"cache", "lru_cache"})
#: Decorators of injection containers: the container decides, WS406 reports.
_CONTAINER_DECORATORS = frozenset({"injector", "dependency_injector", "kink", "lagom"})


class Singletons:
    """Answers how a class of the file makes itself a singleton, if it does."""

    def __init__(
        self, structure: Structure, origins: Origins, classes: ManagerClasses
    ) -> None:
        self._structure = structure
        self._origins = origins
        self._classes = classes
        self._known: dict[ast.ClassDef, str | None] = {}

    def shape(self, node: ast.ClassDef) -> str | None:
        """In words what makes the class a singleton, or None."""
        if node not in self._known:
            self._known[node] = self._shape(node)
        return self._known[node]

    def _shape(self, node: ast.ClassDef) -> str | None:
        for current in self._classes.hierarchy(node):
            via = "" if current is node else f" of its base '{current.name}'"
            if self._caches_new(current):
                return f"the caching '__new__'{via}"
            if self._shares_dict(current):
                return f"the shared '__dict__'{via}"
            metaclass = self._metaclass(current)
            if metaclass is not None:
                return f"the metaclass '{metaclass}'{via}"
            getter = self._getter(current)
            if getter is not None:
                return f"the caching class method '{getter}'{via}"
            if self._guards_init(current):
                return f"an '__init__' that runs once{via}"
        for origin in self._classes.bases(node):
            if origin.module is not None and _SINGLETON_NAME.search(origin.name):
                return f"its base '{origin.name}'"
        decorator = self._decorator(node)
        return None if decorator is None else f"the decorator '{decorator}'"

    def resets(self, node: ast.ClassDef) -> str | None:
        """The store that ``__init__`` empties although the instance is an old one."""
        if not any(self._caches_new(c) or self._shares_dict(c)
                   for c in self._classes.hierarchy(node)):
            return None
        stores: set[str] = set()
        for current in self._classes.hierarchy(node):
            stores |= self._classes.stored(current)
        initializer = self._classes.method(node, "__init__")
        if initializer is None:
            return None
        return next((name for name in _emptied(initializer) if name in stores), None)

    def _own(self, node: ast.ClassDef, name: str) -> FunctionNode | None:
        for binding in self._structure.scopes[node].bindings.get(name, ()):
            if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return binding.node
        return None

    def _caches_new(self, node: ast.ClassDef) -> bool:
        method = self._own(node, "__new__")
        if method is None:
            return False
        return _tests(method) and self._keeps_instance(method, node)

    def _keeps_instance(self, method: FunctionNode, node: ast.ClassDef) -> bool:
        """Whether a method puts something into an attribute of the class, or a global."""
        first = [*method.args.posonlyargs, *method.args.args][:1]
        owners = {node.name, "__class__", *(a.arg for a in first)}
        scope = self._structure.scopes[method]
        fresh = self._fresh(method, node, owners)
        for target, value in _assignments(method):
            if not self._is_fresh(value, node, owners, fresh):
                continue
            if _is_class_slot(target, owners):
                return True
            if isinstance(target, ast.Name) and target.id in scope.declared_global:
                return True
        return False

    def _fresh(
        self, method: FunctionNode, node: ast.ClassDef, owners: set[str]
    ) -> set[str]:
        """Local names of a new instance."""
        return {target.id for target, value in _assignments(method)
                if isinstance(target, ast.Name)
                and self._is_fresh(value, node, owners, set())}

    @staticmethod
    def _is_fresh(
        value: ast.expr, node: ast.ClassDef, owners: set[str], fresh: set[str]
    ) -> bool:
        """A new instance: ``super().__new__(cls)``, ``cls()``, ``Manager()``."""
        if isinstance(value, ast.Await):
            value = value.value
        if isinstance(value, ast.Name):
            return value.id in fresh
        if not isinstance(value, ast.Call):
            return False
        function = value.func
        if isinstance(function, ast.Attribute):
            return function.attr in ("__new__", "__call__") or (
                function.attr.startswith(("create", "_create")) and isinstance(
                    function.value, ast.Name) and function.value.id in owners)
        return isinstance(function, ast.Name) and function.id in owners

    def _shares_dict(self, node: ast.ClassDef) -> bool:
        """``self.__dict__ = self._shared``: all instances share their attributes."""
        body = self._structure.scopes[node].bindings
        for name in ("__init__", "__new__"):
            method = self._own(node, name)
            for target, value in _assignments(method) if method is not None else ():
                if isinstance(target, ast.Attribute) and target.attr == "__dict__" and (
                    (isinstance(value, ast.Attribute) and value.attr in body)
                    or (isinstance(value, ast.Name)
                    and value.id in self._structure.module.bindings)
                ):
                    return True
        return False

    def _guards_init(self, node: ast.ClassDef) -> bool:
        """``if Hub._instance is not None: raise``, and ``Hub._instance = self``."""
        method = self._own(node, "__init__")
        first = [*method.args.posonlyargs, *method.args.args][:1] if method is not None else []
        if method is None or not first:
            return False
        kept = {target.attr for target, value in _assignments(method)
                if isinstance(target, ast.Attribute) and _is_class_slot(target, {node.name})
                and isinstance(value, ast.Name) and value.id == first[0].arg}
        return bool(kept) and any(
            isinstance(part, ast.If)
            and any(isinstance(inside, ast.Attribute) and inside.attr in kept
                    for inside in ast.walk(part.test))
            and any(isinstance(inside, ast.Raise) for inside in part.body)
            for part in method.body)

    def _metaclass(self, node: ast.ClassDef) -> str | None:
        for keyword in node.keywords:
            if keyword.arg != "metaclass":
                continue
            scope = self._structure.scopes[node].parent
            assert scope is not None
            origin = self._origins.of(keyword.value, scope)
            if origin is None:
                return None
            if isinstance(origin.definition, ast.ClassDef):
                return origin.name if self._caches_call(origin.definition) else None
            return origin.name if _SINGLETON_NAME.search(origin.name) else None
        return None

    def _caches_call(self, node: ast.ClassDef) -> bool:
        """A metaclass whose ``__call__`` keeps the instance that it makes."""
        for current in self._classes.hierarchy(node):
            method = self._own(current, "__call__")
            if method is not None:
                return self._keeps_instance(method, current)
        return any(origin.module is not None and _SINGLETON_NAME.search(origin.name)
                   for origin in self._classes.bases(node))

    def _decorator(self, node: ast.ClassDef) -> str | None:
        scope = self._structure.scopes[node].parent
        assert scope is not None
        for decorator in node.decorator_list:
            origin = self._origins.of(
                decorator.func if isinstance(decorator, ast.Call) else decorator, scope)
            name = decorator_name(decorator)
            if origin is None:
                continue
            if isinstance(origin.definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if self._decorates_once(origin.definition):
                    return name
            elif isinstance(origin.definition, ast.ClassDef):
                if self._wraps_once(origin.definition):
                    return name
            elif origin.root in _CONTAINER_DECORATORS:
                continue
            elif _SINGLETON_NAME.search(origin.name) or (
                origin.name in _CACHES and self._takes_nothing(node)
            ):
                return name
        return None

    def _takes_nothing(self, node: ast.ClassDef) -> bool:
        initializer = self._classes.method(node, "__init__")
        return initializer is None or len(initializer.args.args) <= 1

    def _decorates_once(self, function: FunctionNode) -> bool:
        """A decorator that makes the instance at once, or keeps the first one."""
        parameters = [*function.args.posonlyargs, *function.args.args]
        if not parameters:
            return False
        made = parameters[0].arg
        for part in ast.walk(function):
            if isinstance(part, ast.Return) and _calls(part.value, made) and (
                self._owns(function, part)
            ):
                return True
            if isinstance(part, ast.Assign) and _calls(part.value, made) and any(
                self._outlives(target, function) for target in part.targets
            ):
                return True
            if isinstance(part, ast.Call) and any(
                _calls(argument, made) for argument in part.args
            ) and isinstance(part.func, ast.Attribute) and part.func.attr in (
                "setdefault", "append"
            ):
                return True
        return False

    def _outlives(self, target: ast.expr, function: FunctionNode) -> bool:
        """Whether what an assignment inside a decorator sets is kept for the next call."""
        if not isinstance(target, ast.Name):
            return isinstance(target, (ast.Subscript, ast.Attribute))
        return any(b.node is target for b in self._structure.scopes[function].bindings.get(
            target.id, ()))

    def _owns(self, function: FunctionNode, statement: ast.Return) -> bool:
        """Whether a ``return`` is the function's own, not one of a function inside."""
        return any(found is statement and scope.node is function
                   for found, scope in self._structure.returns)

    def _wraps_once(self, node: ast.ClassDef) -> bool:
        """A class as decorator: its ``__call__`` or ``instance`` keeps what it makes."""
        for method in self._classes.methods(node):
            for target, value in _assignments(method):
                if isinstance(target, ast.Attribute) and isinstance(value, ast.Call) and (
                    isinstance(value.func, ast.Attribute)
                    and isinstance(value.func.value, ast.Name) and value.func.value.id == "self"
                ):
                    return True
        return False

    def _getter(self, node: ast.ClassDef) -> str | None:
        """A class method that makes the instance once and keeps it on the class."""
        for method in self._classes.methods(node):
            kinds = {decorator_name(d) for d in method.decorator_list}
            if kinds & {"classmethod", "staticmethod"} and _tests(method) and (
                self._keeps_instance(method, node)
            ):
                return method.name
        return None


def _assignments(method: FunctionNode) -> Iterator[tuple[ast.expr, ast.expr]]:
    for part in ast.walk(method):
        if isinstance(part, ast.Assign):
            for target in part.targets:
                yield target, part.value
        elif isinstance(part, (ast.AnnAssign, ast.NamedExpr)) and part.value is not None:
            yield part.target, part.value


def _is_class_slot(target: ast.expr, owners: set[str]) -> bool:
    """``cls._instance``, or ``cls._instances[cls]``; not a slot chosen by an argument."""
    if isinstance(target, ast.Subscript):
        key = target.slice
        keyed_by_class = isinstance(key, ast.Constant) or (
            isinstance(key, ast.Name) and key.id in owners) or (
            isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name)
            and key.value.id in owners)
        if not keyed_by_class:
            return False
        target = target.value
    return isinstance(target, ast.Attribute) and (
        (isinstance(target.value, ast.Name) and target.value.id in owners)
        or (isinstance(target.value, ast.Attribute) and target.value.attr == "__class__"))


def _tests(method: FunctionNode) -> bool:
    """Whether a method asks for what it keeps, and does not make a new one every time."""
    return any(isinstance(part, (ast.If, ast.IfExp, ast.Try, ast.BoolOp))
               for part in ast.walk(method))


def _calls(node: ast.expr | None, name: str) -> bool:
    """Whether an expression calls a name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _emptied(initializer: FunctionNode) -> Iterator[str]:
    """Attributes of ``self`` that get an empty collection at every call."""
    first = [*initializer.args.posonlyargs, *initializer.args.args][:1]
    instance = first[0].arg if first else "self"
    pending: list[ast.stmt] = list(reversed(initializer.body))
    while pending:
        statement = pending.pop()
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            if any(_leaves(part) for part in statement.body):
                return
            pending.extend(reversed(statement.body))
        elif isinstance(statement, ast.Try):
            pending.extend(reversed(statement.body))
        elif _leaves(statement):
            return
        else:
            yield from _cleared(statement, instance)


def _leaves(statement: ast.stmt) -> bool:
    """``if …: return``: what follows is guarded."""
    return isinstance(statement, ast.Return) or (isinstance(statement, (ast.If, ast.Try)) and any(
        isinstance(part, ast.Return) for part in ast.walk(statement)))


def _cleared(statement: ast.stmt, instance: str) -> Iterator[str]:
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                pairs += zip(target.elts, statement.value.elts)
            else:
                pairs.append((target, statement.value))
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        pairs.append((statement.target, statement.value))
    for target, value in pairs:
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and (
            target.value.id == instance and _is_new_collection(value, instance)
        ):
            yield target.attr


def _is_new_collection(value: ast.expr, instance: str) -> bool:
    if not isinstance(value, ast.Call):
        return isinstance(value, (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp))
    base, attributes = chain(value.func)
    return isinstance(base, ast.Name) and base.id != instance and (
        not {"get", "setdefault", "pop"} & set(attributes))

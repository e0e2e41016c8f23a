"""Connections that one file passes to functions, classes and methods of another."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.kinds import PENDING, Kind, join
from ..model.linked import NOTHING, Linked
from ..model.module import Model
from ..model.scopes import FunctionNode, Scope
from .callees import called
from .project import Project, among
from .resolver import Target
from .summary import Summary, is_connection

#: What does not call a class that it gets.
_ASKING = frozenset({"isinstance", "issubclass", "cast", "TypeVar", "NewType", "Optional"})


class Function(NamedTuple):
    """A function of a module, or a method of one of its classes (``__init__`` for the class)."""

    path: str
    owner: str
    name: str


class Given(NamedTuple):
    """One call of it: what stands for its parameters."""

    path: str
    call: ast.Call
    scope: Scope
    model: Model


class Passing:
    """Tells files what others pass to their functions, where all of the project agrees.

    Tests do not count: what they pass are often stand-ins.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._told: dict[str, tuple[Linked, Model]] = {}

    def facts(
        self, summaries: Mapping[str, Summary], linked: Mapping[str, Linked]
    ) -> dict[str, Linked]:
        """The facts by file, from what all files tell so far."""
        wanted = dict.fromkeys(
            target for path, summary in summaries.items() for item in summary.passed
            for target in (self._target(path, item.path, item.method),)
            if target is not None and target.path != path)
        found: dict[str, Linked] = {}
        for target in wanted:
            parameters, origins = self._parameters(target, linked)
            if parameters:
                before = found.get(target.path, NOTHING)
                found[target.path] = Linked(
                    passed={**before.passed, **parameters}, origins=before.origins | origins)
        return found

    def _target(self, path: str, written: str, method: str) -> Function | None:
        """What a file calls, if the project defines it."""
        target = self._project.target(path, written)
        if target is not None and len(target.attributes) == 1 and not method:
            method = target.attributes[0]
            target = self._project.origin(target) or target._replace(attributes=())
        if target is None or not target.name or not target.path or target.attributes:
            return None
        return Function(target.path, target.name if method else "", method or target.name)

    def _parameters(
        self, target: Function, linked: Mapping[str, Linked]
    ) -> tuple[dict[str, dict[str, Kind]], frozenset[str]]:
        """The connections among the parameters of a function, and the files that pass them."""
        model = self._model(target.path, linked)
        function, bound = (None, 0) if model is None else _definition(model, target)
        if model is None or function is None:
            return {}, frozenset()
        calls = list(self._calls(target, linked))
        given = [call for call in calls if call is not None]
        if len(given) != len(calls):
            return {}, frozenset()  # not all that happens to it can be told
        parameters = [*function.args.posonlyargs, *function.args.args][bound:]
        found: dict[str, Kind] = {}
        for parameter in (*parameters, *function.args.kwonlyargs):
            position = parameters.index(parameter) if parameter in parameters else -1
            kind = join([_argument(call, parameter.arg, position) for call in given])
            if kind is not None and is_connection(kind):
                found[parameter.arg] = kind
        name = model.kinds.classes.qualified(function)
        return ({name: found} if name and found else {}), frozenset(
            call.path for call in given)

    def _model(self, path: str, linked: Mapping[str, Linked]) -> Model | None:
        model = self._project.model(path)
        facts = linked.get(path, NOTHING)
        if model is None or facts == NOTHING:
            return model
        known = self._told.get(path)
        if known is None or known[0] != facts:
            known = self._told[path] = facts, model.told(facts)
        return known[1]

    def _calls(self, target: Function, linked: Mapping[str, Linked]) -> Iterator[Given | None]:
        """Every call of other files; None for a use that is no call, or one that is unclear."""
        name = target.owner or target.name
        homes = {target.path: frozenset({name})}
        homes.update(self._instances(target, homes) if target.owner else {})
        for path, (targets, sure) in self._project.reached(homes, among(homes)).items():
            if self._project.files.is_test(path) or path == target.path:
                continue
            model = self._model(path, linked)
            if not sure or model is None:
                yield None
            elif target.owner:
                yield from self._method_calls(path, model, target)
            else:
                yield from _calls_by_path(path, model, {
                    written for written, taken in targets.items()
                    if taken == Target(target.path, name)})

    def _instances(
        self, target: Function, homes: Mapping[str, frozenset[str]]
    ) -> dict[str, frozenset[str]]:
        """The variables of modules that are instances of the class, with those of ``homes``."""
        wanted = Target(target.path, target.owner)
        found = {}
        for path in (target.path, *self._project.spread(homes, among(homes))):
            surface = self._project.surface(path)
            names = frozenset(
                name for name in (() if surface is None else surface.names)
                if self._project.origin(Target(path, name)) == wanted)
            if names:
                found[path] = names | homes.get(path, frozenset())
        return found

    def _method_calls(self, path: str, model: Model, target: Function) -> Iterator[Given]:
        for call, scope, _ in model.structure.calls_named((target.name,)):
            item = called(call.func, scope, model) if isinstance(
                call.func, ast.Attribute) else None
            if item is not None and self._target(path, item.path, item.method) == target:
                yield Given(path, call, scope, model)


def _definition(model: Model, target: Function) -> tuple[FunctionNode | None, int]:
    """The function that is called, and how many of its parameters are bound."""
    bindings = model.structure.module.bindings.get(target.owner or target.name, ())
    node = bindings[0].node if len(bindings) == 1 else None
    function: ast.AST | None = None if target.owner else node
    if isinstance(node, ast.ClassDef):
        function = model.kinds.classes.method(node, target.name if target.owner else "__init__")
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None, 0
    names = [getattr(d, "attr", getattr(d, "id", "")) for d in function.decorator_list]
    if not set(names) <= {"staticmethod", "classmethod", "asynccontextmanager", "contextmanager"}:
        return None, 0
    return function, int(isinstance(node, ast.ClassDef) and "staticmethod" not in names)


def _calls_by_path(path: str, model: Model, written: set[str]) -> Iterator[Given | None]:
    """Every use of a function or a class that a file takes."""
    calls = {call.func: (call, scope) for call, scope, _ in model.structure.calls}
    last = {name.rpartition(".")[2] for name in written}
    asked: set[ast.AST] | None = None
    for name, uses in model.structure.uses.items():
        for node, scope, _ in uses:
            if not (name in last or getattr(node, "attr", "") in last or _is_renamed(
                name, scope)) or model.names.written(node, scope) not in written:
                continue
            if node in calls:
                yield Given(path, *calls[node], model)
                continue
            if asked is None:
                asked = _asked(model)
            if node not in asked:
                yield None


def _asked(model: Model) -> set[ast.AST]:
    """All that stands where an object is compared with a type, or is said to be of one."""
    found: list[ast.expr | None] = [
        argument for call, _, _ in model.structure.calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in _ASKING
        for argument in call.args]
    for function, _ in model.structure.functions:
        arguments = function.args
        found.append(function.returns)
        found += [argument.annotation for argument in (
            *arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    for uses in model.structure.uses.values():
        found += [statement.annotation for _, _, statement in uses
                  if isinstance(statement, ast.AnnAssign)]
    return {part for node in found if node is not None for part in ast.walk(node)}


def _is_renamed(name: str, scope: Scope) -> bool:
    return any(isinstance(binding.node, ast.alias) and binding.node.asname == name
               for binding in scope.lookup(name))


def _argument(given: Given, name: str, position: int) -> Kind | None:
    """What a call passes for a parameter; None if that is unclear."""
    call = given.call
    if any(isinstance(value, ast.Starred) for value in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    ):
        return None
    value = call.args[position] if 0 <= position < len(call.args) else next(
        (keyword.value for keyword in call.keywords if keyword.arg == name), None)
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return PENDING  # the default, or a placeholder
    return given.model.kinds.of(value, given.scope)

"""Functions, classes and lists of a project, found from where they are used."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.applications import FRAMEWORKS
from ..model.module import Model
from ..model.scopes import Binding, FunctionNode, Scope, Use
from .asgi import MOUNTS, ROUTERS
from .project import Project, among


class Place(NamedTuple):
    """Code of a file: its path and its model."""

    path: str
    model: Model


class Code:
    """Looks up what expressions of a project name; None if it is not known for sure."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def function(
        self, node: ast.expr, scope: Scope, place: Place
    ) -> tuple[FunctionNode, Place] | None:
        """The function that an expression names, and where it is defined."""
        found = self._binding(node, scope, place)
        function = None if found is None else found[0].node
        if found is not None and isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return function, found[1]
        return None

    def _binding(
        self, node: ast.expr, scope: Scope, place: Place
    ) -> tuple[Binding, Place] | None:
        """The one binding of a name, here or in the module that it comes from."""
        path = place.model.names.written(node, scope)
        if path is not None:
            target = self._project.target(place.path, path)
            if target is None or not target.name or target.attributes:
                return None
            model = self._project.model(target.path)
            if model is None:
                return None
            place, name, scope = Place(target.path, model), target.name, model.structure.module
        elif isinstance(node, ast.Name):
            name = node.id
        else:
            return None
        bindings = [binding for binding in scope.lookup(name) if binding.kind != "annotation"]
        return (bindings[0], place) if len(bindings) == 1 else None

    def is_http_middleware(self, call: ast.Call, scope: Scope, place: Place) -> bool:
        """Whether the class that a call gets first answers no WebSocket.

        That of an installed package does not; that of the project could if it speaks of them.
        """
        node = call.args[0] if call.args else None
        if node is None:
            return False
        path = place.model.names.written(node, scope)
        target = None if path is None else self._project.target(place.path, path)
        if target is not None and target.foreign:
            return "socket" not in target.foreign.lower()
        found = self._binding(node, scope, place)
        cls = None if found is None else found[0].node
        return isinstance(cls, ast.ClassDef) and not any(
            isinstance(part, ast.Constant) and isinstance(part.value, str)
            and "websocket" in part.value for part in ast.walk(cls))

    def items(
        self, node: ast.expr, scope: Scope, place: Place
    ) -> tuple[list[ast.expr], Scope, Place] | None:
        """The elements of a list that stands here, or has a name and is only read."""
        if isinstance(node, (ast.List, ast.Tuple)):
            return node.elts, scope, place
        found = self._binding(node, scope, place)
        if found is None:
            return None
        binding, place = found
        if binding.kind != "assignment" or binding.index or not isinstance(
            binding.value, (ast.List, ast.Tuple)
        ):
            return None
        bindings = binding.scope.lookup(binding.name)
        uses = [(use, place.model)
                for use in place.model.structure.uses.get(binding.name, ())
                if use[1].lookup(binding.name) is bindings]
        if self.is_taken(binding, place):
            homes = {place.path: frozenset({binding.name})}
            for path, (paths, sure) in self._project.reached(homes, among(homes)).items():
                model = self._project.model(path)
                if not sure or model is None:
                    return None
                uses += [(use, model) for use, _ in uses_of(paths, model)]
        if not all(_reads(use, model) for use, model in uses):
            return None
        return binding.value.elts, binding.scope, place

    def is_taken(self, binding: Binding, place: Place) -> bool:
        """Whether another file may take a name of a module."""
        if binding.scope is not place.model.structure.module:
            return False
        names = self._project.files.imports.names_taken(place.path)
        return names is None or binding.name in names


def _reads(use: Use, model: Model) -> bool:
    """Whether a list is gone through, or is one of routes or middleware that is passed on."""
    node, scope, statement = use
    if isinstance(statement, ast.For) and statement.iter is node:
        return True
    parents = model.parents(statement)
    keyword = parents.get(node)
    call = parents.get(keyword) if isinstance(keyword, ast.keyword) else None
    path = model.names.path(call.func, scope) if isinstance(call, ast.Call) else None
    return path in FRAMEWORKS or path in ROUTERS or path in MOUNTS


def uses_of(paths: Iterable[str], model: Model) -> Iterator[tuple[Use, list[str]]]:
    """The uses of what some paths name, with the attributes that follow."""
    wanted = tuple(paths)
    for uses in model.structure.uses.values():
        for use in uses:
            node, scope, _ = use
            written = model.names.written(node, scope)
            for path in wanted if written is not None else ():
                if written is not None and (written + ".").startswith(path + "."):
                    yield use, written[len(path) + 1:].split(".") if written != path else []

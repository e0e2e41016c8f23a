"""What a collection of the module holds: collections, or objects that keep house themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..scopes import Binding, Scope, Structure
from .types import CONTAINERS

_CLASS_NAME = re.compile(r"_*[A-Z]\w*[a-z]\w*")
_NO_CLASS = CONTAINERS | {"Any", "Optional", "Union", "TTLCache", "LRUCache"}


class Elements:
    """Answers whether what stands in a name of the module has methods of its own.

    ``hubs[user].add(ws)`` puts a connection into that user's hub, not into a set.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def are_objects(self, name: str, scope: Scope) -> bool:
        """Whether some element is an instance of a class that is no collection."""
        return any(self._annotated(binding) or _made_by_default(binding)
                   for binding in scope.lookup(name)) or any(
            makes_object(value, inside) for value, inside in self._put(name))

    @staticmethod
    def _annotated(binding: Binding) -> bool:
        """``dict[str, Hub]``."""
        annotation = binding.annotation
        if not isinstance(annotation, ast.Subscript):
            return False
        element = annotation.slice
        if isinstance(element, ast.Tuple) and element.elts:
            element = element.elts[-1]
        if isinstance(element, ast.Constant) and isinstance(element.value, str):
            return _is_class(element.value.strip())
        return isinstance(element, (ast.Name, ast.Attribute)) and _is_class(_last(element))

    def _put(self, name: str) -> Iterator[tuple[ast.expr, Scope]]:
        """``hubs[user] = …`` and ``hubs.setdefault(user, …)``."""
        for node, scope, statement in self._structure.uses.get(name, ()):
            if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Subscript) and target.value is node
                for target in statement.targets
            ):
                yield statement.value, scope
            elif isinstance(node, ast.Attribute) and node.attr == "setdefault":
                for call, inside, _ in self._structure.calls_by_name.get("setdefault", ()):
                    if call.func is node and len(call.args) == 2:
                        yield call.args[1], inside


def makes_object(value: ast.expr | None, scope: Scope) -> bool:
    """Whether an expression, or what a name is given, is an instance of some class."""
    if isinstance(value, ast.Name):
        return any(binding.kind == "assignment" and binding.value is not None
                   and not isinstance(binding.value, ast.Name)
                   and makes_object(binding.value, binding.scope)
                   for binding in scope.lookup(value.id))
    return isinstance(value, ast.Call) and _is_class(_last(value.func))


def _made_by_default(binding: Binding) -> bool:
    """``defaultdict(Hub)``."""
    value = binding.value
    return isinstance(value, ast.Call) and _last(value.func) == "defaultdict" and bool(
        value.args) and _is_class(_last(value.args[0]))


def _is_class(name: str) -> bool:
    return _CLASS_NAME.fullmatch(name) is not None and name not in _NO_CLASS


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")

"""Where a class or function comes from: this file, or which module under which name."""

from __future__ import annotations

import ast
from typing import NamedTuple, TypeAlias

from ..names import chain
from ..scopes import Binding, FunctionNode, Scope, Structure
from ..values import unpacked

#: How many aliases a name may pass through.
_DEPTH = 6

Definition: TypeAlias = ast.ClassDef | FunctionNode


class Origin(NamedTuple):
    """What an expression names.

    Unlike a qualified name it knows relative imports (``module`` then begins with dots)
    and definitions of the file (``module`` is None). A top-level module has the empty
    ``module``.
    """

    name: str
    module: str | None
    definition: Definition | None = None
    scope: Scope | None = None

    @property
    def path(self) -> str:
        """The dotted path, without the leading dots of a relative import."""
        return _join(self.module or "", self.name).lstrip(".")

    @property
    def root(self) -> str:
        """The top-level package of an absolute import; empty for anything else."""
        if self.module is None or self.module.startswith("."):
            return ""
        return self.path.partition(".")[0]


class Origins:
    """Resolves the names of one module to their origins."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._known: dict[Binding, Origin | None] = {}

    def of(self, node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> Origin | None:
        """The origin of what an expression names; None if it is not known."""
        if node is None or depth <= 0:
            return None
        if isinstance(node, ast.Subscript):  # Manager[str](...)
            return self.of(node.value, scope, depth - 1)
        base, attributes = chain(node)
        if not isinstance(base, ast.Name):
            return None
        found = self._name(base.id, scope, depth)
        if found is None or not attributes:
            return found
        return self._attribute(found, attributes)

    def _attribute(self, owner: Origin, attributes: list[str]) -> Origin | None:
        if owner.module is not None:
            path = ".".join([_join(owner.module, owner.name), *attributes[:-1]])
            return Origin(attributes[-1], path)
        found: Origin | None = owner
        for attribute in attributes:
            if found is None or not isinstance(found.definition, ast.ClassDef):
                return None
            inside = self._structure.scopes[found.definition]
            found = None
            for binding in inside.bindings.get(attribute, ()):
                found = found or self._definition(binding)
        return found

    def _name(self, name: str, scope: Scope, depth: int) -> Origin | None:
        bindings = scope.lookup(name)
        if not bindings:
            for star in scope.module.bindings.get("*", ()):
                if isinstance(star.statement, ast.ImportFrom):
                    return Origin(name, _module(star.statement))
            return None
        found = None
        for binding in bindings:
            if binding.kind in ("parameter", "for", "async for", "except", "match"):
                return None
            found = found or self._binding(binding, depth)
        return found

    def of_binding(self, binding: Binding) -> Origin | None:
        """The origin of what one binding gives its name."""
        return self._binding(binding, _DEPTH)

    def _binding(self, binding: Binding, depth: int) -> Origin | None:
        if binding not in self._known:
            self._known[binding] = None  # an alias of itself is unknown
            self._known[binding] = self._resolve(binding, depth)
        return self._known[binding]

    def _resolve(self, binding: Binding, depth: int) -> Origin | None:
        if binding.kind == "import" and isinstance(binding.node, ast.alias):
            if isinstance(binding.statement, ast.ImportFrom):
                return Origin(binding.node.name, _module(binding.statement))
            module, _, name = (binding.path or "").rpartition(".")
            return Origin(name, module)
        if binding.kind in ("class", "function"):
            return self._definition(binding)
        if binding.kind in ("assignment", "unpack", "type"):
            value = unpacked(binding)
            if isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)):
                return self.of(value, binding.scope, depth - 1)
        return None

    @staticmethod
    def _definition(binding: Binding) -> Origin | None:
        if isinstance(binding.node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            return Origin(binding.name, None, binding.node, binding.scope)
        return None


def _module(statement: ast.ImportFrom) -> str:
    """The module of a ``from`` import, with the dots of a relative one."""
    return "." * statement.level + (statement.module or "")


def _join(module: str, name: str) -> str:
    return f"{module}{'' if module.endswith('.') or not module else '.'}{name}"

"""Compatibility code: whether the conditions around code hold with a release installed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from .compared import PRESENT
from .installed import DEPTH, LIBRARY, Exists, Installed, asks_installed, may_ask
from .lazy import cached_property
from .names import Names
from .scopes import Binding, Block, Scope, Structure
from .surroundings import Guard, Kind, Parents, Surroundings, cannot_fail, catches_absence
from .values import UNKNOWN

#: A part of the code that wants something of the library: its place and the path.
Wanted: TypeAlias = Mapping[ast.stmt, list[tuple[ast.AST, str]]]

#: How many flags may depend on one another.
_NESTING = 12
_UNBOUND = object()
#: Newer than any release.
_LATEST = "999"


class Guards:
    """Answers under which conditions a piece of code runs."""

    def __init__(
        self, structure: Structure, names: Names, exists: Exists, wanted: Callable[[], Wanted],
        parents: Parents, is_always_there: Callable[[str], bool],
    ) -> None:
        self._surroundings = Surroundings(
            structure, names, parents, self.concerns_release)
        self._names = names
        self._structure = structure
        self._exists = exists
        self._wanted = wanted
        self._is_always_there = is_always_there
        self._installed = Installed(names, exists, self._name_value)
        self._known: dict[ast.AST, tuple[Guard, ...]] = {}
        self._outcomes: dict[tuple[ast.AST, str], bool | None] = {}
        self._asks: dict[ast.AST, bool] = {}
        self._attributes: dict[tuple[str, str], bool] = {}
        self._busy: set[object] = set()
        self._depth = 0
        self._imported: set[str] | None = None

    def of(
        self, statement: ast.stmt, scope: Scope, node: ast.AST | None = None
    ) -> tuple[Guard, ...]:
        """The conditions around a statement, or around a node of it, innermost first."""
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = tuple(self._surroundings.around(statement, scope))
        if node is None or node is statement or isinstance(node, ast.alias):
            return known
        return (*self._surroundings.within(statement, scope, node), *known)

    def concerns_release(self, guard: Guard) -> bool:
        """Whether a condition depends on which release of the library is installed."""
        if guard.kind is Kind.TEST:
            return self._asks_release(guard.node, guard.scope)
        if guard.kind is Kind.CHANCE:
            return False
        return any(True for _ in self._attempted(guard.node))

    def _tells_release(self, guard: Guard) -> bool:
        """Whether a flag that is set under a condition tells which release is installed.

        What every release has may be missing for another reason only: it is not installed.
        """
        if not self.concerns_release(guard):
            return False
        return guard.kind is Kind.TEST or not all(
            map(self._is_always_there, self._attempted(guard.node)))

    def holds(self, guard: Guard, release: str) -> bool | None:
        """Whether a condition holds with a release; None if that is not known."""
        if guard.kind is Kind.CHANCE:
            return None
        key = (guard.node, release)
        if key not in self._outcomes:
            if guard.kind is Kind.TEST:
                outcome = self._installed.truth(guard.node, guard.scope, release, DEPTH)  # type: ignore[arg-type]
            else:
                outcome = self._succeeds(guard.node, release)
            self._outcomes[key] = outcome
        outcome = self._outcomes[key]
        wanted = guard.kind is not Kind.FAILURE and guard.outcome
        return None if outcome is None else outcome is wanted

    def tried(self, guard: Guard) -> tuple[str, ...]:
        """The paths of the library that the ``try`` of a condition asks for."""
        return tuple(self._attempted(guard.node))

    def catches(self, statement: ast.stmt, exception: str) -> bool:
        """Whether a statement stands in a ``try`` with a clause for just this exception."""
        return self._surroundings.catches(statement, exception)

    def handles(self, statement: ast.stmt, exception: str) -> bool:
        """Whether a statement stands in a clause for just this exception."""
        return self._surroundings.handles(statement, exception)

    def _attempted(self, attempt: ast.AST) -> Iterator[str]:
        """The paths that the body of a ``try``, or of a ``with``, asks for."""
        wanted = self._wanted()
        pending: list[ast.stmt] = list(getattr(attempt, "body", ()))
        while pending:
            statement = pending.pop()
            for _, path in wanted.get(statement, ()):
                if path != LIBRARY:
                    yield path
            for field in ("body", "orelse"):
                if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    pending.extend(getattr(statement, field, ()))

    def _succeeds(self, attempt: ast.AST, release: str) -> bool | None:
        """Whether the body of a ``try`` comes to its end with a release installed."""
        wanted = self._wanted()
        outcome: bool | None = True
        for statement in getattr(attempt, "body", ()):
            paths = wanted.get(statement, ())
            for node, path in paths:
                known = path == LIBRARY or self._exists(path, release)
                if known and isinstance(node, ast.Attribute) and not self._is_loaded(path):
                    known = None  # an attribute only once something has imported it
                if known is False:
                    return False
                if known is None:
                    outcome = None
            if not cannot_fail(statement, bool(paths)):
                outcome = None
        return outcome

    def _is_loaded(self, path: str) -> bool:
        """Whether the first part of a path below the library is no submodule, or imported."""
        first = ".".join(path.split(".")[:2])
        if self._exists(first, _LATEST, attribute=True) is not None:
            return True
        if self._imported is None:
            self._imported = {
                ".".join(imported.split(".")[:2])
                for wanted in self._wanted().values() for node, imported in wanted
                if isinstance(node, ast.alias)}
        return first in self._imported

    @cached_property
    def may_ask(self) -> bool:
        """Whether any condition of the file can depend on the release: most files have none."""
        return may_ask(self._structure, (
            path for paths in self._wanted().values() for _, path in paths)) or any(
            catches_absence(handler, attempt) for handler, _, attempt in self._structure.handlers)

    def _asks_release(self, test: ast.AST, scope: Scope) -> bool:
        if not self.may_ask:
            return False
        if test in self._asks:
            return self._asks[test]
        if self._depth >= _NESTING:
            return False
        self._asks[test] = False  # a test that leads back to itself
        self._depth += 1
        operands = set(_operands(test))
        found = False
        for node in ast.walk(test):
            if asks_installed(node, self._names, scope):
                found = True
            elif isinstance(node, ast.Name):
                found = any(
                    self._is_flag(b) or (node in operands and self._is_attempted(b))
                    for b in scope.lookup(node.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                key = (node.value.id, node.attr)
                if key not in self._attributes:
                    self._attributes[key] = False
                    self._attributes[key] = self._is_attribute_flag(*key)
                found = self._attributes[key]
            if found:
                break
        self._depth -= 1
        self._asks[test] = found
        return found

    def _is_flag(self, binding: Binding) -> bool:
        """Whether the value of a name tells the release, or of a function what it returns."""
        if binding.kind == "function":
            return any(
                self._asks_release(statement.value, scope)
                for statement, scope in self._structure.returns_of.get(binding.node, ())
                if statement.value is not None)
        if binding.kind not in ("assignment", "unpack", "walrus") or binding.value is None:
            return False
        if self._asks_release(binding.value, binding.scope):
            return True
        return isinstance(binding.value, ast.Constant) and binding.statement is not None and (
            self._is_chosen(binding.statement, binding.scope))

    def _is_attribute_flag(self, owner: str, attribute: str) -> bool:
        """Whether ``self.attribute`` tells the release, by an assignment or in a class body."""
        for node, scope, statement in self._structure.uses.get(owner, ()):
            if (isinstance(node, ast.Attribute) and node.attr == attribute
                    and isinstance(node.ctx, ast.Store) and node.value.__class__ is ast.Name):
                value = getattr(statement, "value", None)
                if isinstance(value, ast.expr) and self._asks_release(value, scope):
                    return True
                if isinstance(value, ast.Constant) and self._is_chosen(statement, scope):
                    return True
        return any(
            self._is_flag(binding)
            for class_node, _ in self._structure.classes
            for binding in self._structure.scopes[class_node].bindings.get(attribute, ()))

    def _is_chosen(self, statement: ast.stmt, scope: Scope) -> bool:
        """Whether a statement stands in one arm of a choice between releases.

        What merely comes after a test that leaves the function has no other arm.
        """
        guards = [guard for guard in self.of(statement, scope) if self._tells_release(guard)]
        block: Block | None = statement
        while block is not None and guards:
            position = self._structure.positions.get(block)
            block = None if position is None else position.parent
            if any(guard.node in (block, getattr(block, "test", None)) for guard in guards):
                return True
        return False

    def _is_attempted(self, binding: Binding) -> bool:
        """Whether it tells the release that a name was bound: an import that may fail."""
        return binding.kind == "import" and any(
            guard.kind is Kind.ATTEMPT and self._tells_release(guard)
            for guard in self._guards_of(binding))

    def _guards_of(self, binding: Binding) -> tuple[Guard, ...]:
        if binding.statement is None:
            return ()
        return self.of(binding.statement, binding.scope)

    def _name_value(self, name: ast.Name, scope: Scope, release: str, depth: int) -> object:
        """The value of a name: its bindings in the order of the file, the last one wins."""
        value: object = _UNBOUND
        for binding in sorted(scope.lookup(name.id), key=_line):
            if binding.scope is scope and _line(binding) > name.lineno:
                break  # bound later
            runs = self._runs(binding, release)
            if runs is False:
                continue
            found = self._binding_value(binding, release, depth)
            if runs or value is found or (type(value) is type(found) and value == found):
                value = found
            else:
                value = UNKNOWN
        return UNKNOWN if value is _UNBOUND else value

    def _binding_value(self, binding: Binding, release: str, depth: int) -> object:
        if binding.kind in ("import", "function", "class"):
            return PRESENT
        if binding.kind not in ("assignment", "walrus") or binding in self._busy:
            return UNKNOWN
        self._busy.add(binding)
        try:
            value = self._installed.value(binding.value, binding.scope, release, depth)
        finally:
            self._busy.discard(binding)
        if value is UNKNOWN and self._names.paths(binding.value, binding.scope):
            return PRESENT  # an alias of something imported
        return value

    def _runs(self, binding: Binding, release: str) -> bool | None:
        key = ("runs", binding)
        if key in self._busy or len(self._busy) >= _NESTING:
            return None
        self._busy.add(key)
        try:
            outcome: bool | None = True
            for guard in self._guards_of(binding):
                holds = self.holds(guard, release)
                if holds is False:
                    return False
                if holds is None:
                    outcome = None
            return outcome
        finally:
            self._busy.discard(key)


def _operands(test: ast.AST) -> Iterator[ast.Name]:
    """The names whose being there, or being None, decides a test."""
    pending = [test]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            yield node
        elif isinstance(node, ast.UnaryOp):
            pending.append(node.operand)
        elif isinstance(node, ast.BoolOp):
            pending.extend(node.values)
        elif isinstance(node, ast.Compare):
            pending += [node.left, *node.comparators]


def _line(binding: Binding) -> int:
    return getattr(binding.node, "lineno", 0)

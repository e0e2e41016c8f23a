"""Compatibility code: what has to be true for a piece of code to run.

Conditions come from ``try`` and its arms, ``contextlib.suppress``, tests (``if``, ``while``,
``match`` guards, ``a if b else c``, ``and``, ``or``, ``assert``), early exits, and decorators
that skip a test. Each can be asked whether it holds when some release is installed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from .installed import DEPTH, LIBRARY, PRESENT, Exists, Installed, asks_installed
from .names import Names, chain
from .scopes import Binding, Block, Scope, Structure
from .values import UNKNOWN

#: A part of the code that wants something of the library: its place and the path.
Wanted = Mapping[ast.stmt, list[tuple[ast.AST, str]]]
Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]

_ABSENCE = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError"})
_EVERYTHING = frozenset({"Exception", "BaseException"})
_EXITS = frozenset({"sys.exit", "os._exit"})


#: How many flags may depend on one another.
_NESTING = 12
_UNBOUND = object()


class Kind(Enum):
    """How a condition protects code."""

    ATTEMPT = "in the body of a try that catches what is missing"
    FAILURE = "only after such a try has failed"
    SUCCESS = "only after such a try has succeeded"
    TEST = "only with this outcome of a test"


class Guard(NamedTuple):
    """One condition. ``node`` is the test, or the ``try`` or ``with`` statement."""

    kind: Kind
    node: ast.AST
    scope: Scope
    #: The outcome that a test must have.
    outcome: bool = True


class Guards:
    """Answers under which conditions a piece of code runs."""

    def __init__(
        self, structure: Structure, names: Names, exists: Exists, wanted: Callable[[], Wanted],
        parents: Parents,
    ) -> None:
        self._structure = structure
        self._names = names
        self._exists = exists
        self._wanted = wanted
        self._parents = parents
        self._installed = Installed(names, exists, self._name_value)
        self._known: dict[ast.AST, tuple[Guard, ...]] = {}
        self._exits: dict[tuple[ast.AST, str], list[tuple[int, Guard]]] = {}
        self._outcomes: dict[tuple[ast.AST, str], bool | None] = {}
        self._asks: dict[ast.AST, bool] = {}
        self._busy: set[object] = set()
        self._depth = 0

    def of(
        self, statement: ast.stmt, scope: Scope, node: ast.AST | None = None
    ) -> tuple[Guard, ...]:
        """The conditions around a statement, or around a node of it, innermost first."""
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = tuple(self._around(statement, scope))
        if node is None or node is statement or isinstance(node, ast.alias):
            return known
        return (*self._within(statement, scope, node), *known)

    def concerns_release(self, guard: Guard) -> bool:
        """Whether a condition depends on which release of the library is installed."""
        if guard.kind is Kind.TEST:
            return self._asks_release(guard.node, guard.scope)
        return any(True for _ in self._attempted(guard.node))

    def holds(self, guard: Guard, release: str) -> bool | None:
        """Whether a condition holds with a release; None if that is not known."""
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
        block: Block = statement
        while True:
            position = self._structure.positions.get(block)
            if position is None:
                return False
            block = position.parent
            if position.field == "body" and _is_try(block) and any(
                exception in handler_names(handler)
                for handler in block.handlers  # type: ignore[union-attr]
            ):
                return True

    # Where conditions come from.

    def _around(self, statement: ast.stmt, scope: Scope) -> Iterator[Guard]:
        block: Block = statement
        while True:
            yield from self._exited_before(block, scope)
            position = self._structure.positions.get(block)
            if position is None:
                return
            parent, field = position
            if isinstance(parent, (ast.If, ast.While)) and field in ("body", "orelse"):
                if isinstance(parent, ast.If) or field == "body":
                    yield Guard(Kind.TEST, parent.test, scope, field == "body")
            elif isinstance(parent, ast.match_case):
                if parent.guard is not None:
                    yield Guard(Kind.TEST, parent.guard, scope)
            elif isinstance(parent, ast.ExceptHandler):
                attempt = self._structure.positions[parent].parent
                if catches_absence(parent, attempt):
                    yield Guard(Kind.FAILURE, attempt, scope)
            elif _is_try(parent) and any(
                catches_absence(handler, parent) for handler in parent.handlers  # type: ignore[union-attr]
            ):
                if field == "body":
                    yield Guard(Kind.ATTEMPT, parent, scope)
                elif field == "orelse":
                    yield Guard(Kind.SUCCESS, parent, scope)
            elif isinstance(parent, ast.With) and self._suppresses(parent, scope):
                yield Guard(Kind.ATTEMPT, parent, scope)
            if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                scope = self._structure.scopes[parent].parent or scope
                yield from self._skips(parent, scope)
            block = parent

    def _within(self, statement: ast.stmt, scope: Scope, node: ast.AST) -> Iterator[Guard]:
        parents = self._parents(statement)
        while True:
            parent = parents.get(node)
            if parent is None:
                return
            if isinstance(parent, ast.IfExp) and node is not parent.test:
                yield Guard(Kind.TEST, parent.test, scope, node is parent.body)
            elif isinstance(parent, ast.BoolOp):
                for part in parent.values:
                    if part is node:
                        break
                    yield Guard(Kind.TEST, part, scope, isinstance(parent.op, ast.And))
            node = parent

    def _exited_before(self, block: Block, scope: Scope) -> Iterator[Guard]:
        """Tests before a statement, in the same block, that leave the block."""
        position = self._structure.positions.get(block)
        parent: ast.AST = self._structure.module.node if position is None else position.parent
        field = "body" if position is None else position.field
        key = (parent, field)
        if key not in self._exits:
            self._exits[key] = list(self._find_exits(getattr(parent, field, ()), scope))
        line = getattr(block, "lineno", 0)
        for exit_line, guard in self._exits[key]:
            if exit_line < line:
                yield guard

    def _find_exits(
        self, statements: Iterable[ast.AST], scope: Scope
    ) -> Iterator[tuple[int, Guard]]:
        for statement in statements:
            if isinstance(statement, ast.If):
                line = statement.lineno
                if self._leaves(statement.body, scope):
                    yield line, Guard(Kind.TEST, statement.test, scope, False)
                elif statement.orelse and self._leaves(statement.orelse, scope):
                    yield line, Guard(Kind.TEST, statement.test, scope, True)
            elif isinstance(statement, ast.Assert):
                yield statement.lineno, Guard(Kind.TEST, statement.test, scope, True)
            elif _is_try(statement):
                handlers: list[ast.ExceptHandler] = statement.handlers  # type: ignore[attr-defined]
                if not any(catches_absence(handler, statement) for handler in handlers):
                    continue
                kept = [*statement.body, *statement.orelse]  # type: ignore[attr-defined]
                if self._leaves(kept, scope):
                    yield statement.end_lineno or 0, Guard(Kind.FAILURE, statement, scope)  # type: ignore[attr-defined]
                elif all(self._leaves(handler.body, scope) for handler in handlers):
                    yield statement.end_lineno or 0, Guard(Kind.SUCCESS, statement, scope)  # type: ignore[attr-defined]

    def _leaves(self, body: list[ast.stmt], scope: Scope) -> bool:
        last = body[-1] if body else None
        if isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break)):
            return True
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
            function = last.value.func
            if isinstance(function, ast.Name) and function.id in ("exit", "quit"):
                return not scope.lookup(function.id)
            path = self._names.path(function, scope)
            return path in _EXITS or path in ("pytest.skip", "pytest.exit", "pytest.fail")
        return False

    def _skips(self, node: ast.AST, scope: Scope) -> Iterator[Guard]:
        """Decorators that leave a test out: ``pytest.mark.skipif``, ``unittest.skipIf``."""
        for decorator in getattr(node, "decorator_list", ()):
            if isinstance(decorator, ast.Call) and decorator.args:
                attributes = chain(decorator.func)[1]
                name = attributes[-1] if attributes else getattr(decorator.func, "id", "")
                if name in ("skipif", "skipIf"):
                    yield Guard(Kind.TEST, decorator.args[0], scope, False)
                elif name == "skipUnless":
                    yield Guard(Kind.TEST, decorator.args[0], scope, True)

    def _suppresses(self, node: ast.With, scope: Scope) -> bool:
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and any(
                _last_name(argument) in _ABSENCE | _EVERYTHING for argument in call.args
            ):
                if self._names.path(call.func, scope) == "contextlib.suppress":
                    return True
        return False

    # What conditions come to.

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
            paths = [path for _, path in wanted.get(statement, ())]
            for path in paths:
                known = path == LIBRARY or self._exists(path, release)
                if known is False:
                    return False
                if known is None:
                    outcome = None
            if not _cannot_fail(statement, bool(paths)):
                outcome = None
        return outcome

    def _asks_release(self, test: ast.AST, scope: Scope) -> bool:
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
            if found:
                break
        self._depth -= 1
        self._asks[test] = found
        return found

    def _is_flag(self, binding: Binding) -> bool:
        """Whether the value of a name tells the release."""
        if binding.kind not in ("assignment", "unpack", "walrus") or binding.value is None:
            return False
        if self._asks_release(binding.value, binding.scope):
            return True
        return isinstance(binding.value, ast.Constant) and any(
            self.concerns_release(guard) for guard in self._guards_of(binding))

    def _is_attempted(self, binding: Binding) -> bool:
        """Whether it tells the release that a name was bound: an import that may fail."""
        return binding.kind == "import" and any(
            guard.kind is Kind.ATTEMPT and self.concerns_release(guard)
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


def catches_absence(handler: ast.ExceptHandler, attempt: ast.AST) -> bool:
    """Whether an ``except`` clause is there for something that a release lacks.

    A clause for every exception counts only after a body that does little but import.
    """
    caught = handler_names(handler)
    if caught & _ABSENCE:
        return True
    if caught and not caught & _EVERYTHING:
        return False
    return all(_cannot_fail(statement, True) for statement in getattr(attempt, "body", ()))


def handler_names(handler: ast.ExceptHandler) -> frozenset[str]:
    """The last names of the classes that a clause catches; empty for a bare ``except``."""
    if handler.type is None:
        return frozenset()
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return frozenset(_last_name(node) for node in types)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


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


def _cannot_fail(statement: ast.stmt, of_library: bool) -> bool:
    """Whether a statement can only fail for the library's paths that it asks for."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return of_library
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)):
        value = statement.value
        if value is None or isinstance(value, (ast.Constant, ast.Name)):
            return True
        return of_library and isinstance(chain(value)[0], ast.Name)
    return isinstance(statement, (ast.Pass, ast.FunctionDef, ast.AsyncFunctionDef))


def _is_try(node: ast.AST) -> bool:
    return type(node).__name__ in ("Try", "TryStar")

"""The conditions that stand around a piece of code, found by what encloses and precedes it.

They come from ``try`` and its arms, ``contextlib.suppress``, tests (``if``, ``while``,
``match`` guards, ``a if b else c``, ``and``, ``or``, ``assert``), early exits, and decorators
that skip a test.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

from .names import Names, chain
from .scopes import Block, Scope, Structure

Parents: TypeAlias = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]

_ABSENCE = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError"})
_EVERYTHING = frozenset({"Exception", "BaseException"})
_TESTS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_EXITS = frozenset({
    "sys.exit", "os._exit", "pytest.skip", "pytest.exit", "pytest.fail"})


class Kind(Enum):
    """How a condition protects code."""

    ATTEMPT = "in the body of a try that catches what is missing"
    FAILURE = "only after such a try has failed"
    SUCCESS = "only after such a try has succeeded"
    TEST = "only with this outcome of a test"
    CHANCE = "only if something else happens: another exception, an item to loop over"


class Guard(NamedTuple):
    """One condition. ``node`` is the test, or the ``try`` or ``with`` statement."""

    kind: Kind
    node: ast.AST
    scope: Scope
    #: The outcome that a test must have.
    outcome: bool = True


class Surroundings:
    """Finds the conditions around statements and expressions.

    ``matters`` tells which early exits are worth remembering: a test can hold thousands of
    ``assert``, and all of them stand before the last one.
    """

    def __init__(
        self, structure: Structure, names: Names, parents: Parents,
        matters: Callable[[Guard], bool],
    ) -> None:
        self._structure = structure
        self._names = names
        self._matters = matters
        self._parents = parents
        self._exits: dict[tuple[ast.AST, str], list[tuple[int, Guard]]] = {}

    def around(self, statement: ast.stmt, scope: Scope) -> Iterator[Guard]:
        """The conditions of the blocks around a statement, innermost first."""
        block: Block = statement
        yield from self._skips(getattr(statement, "decorator_list", ()), scope)
        while True:
            yield from self._exited_before(block, scope)
            position = self._structure.positions.get(block)
            if position is None:
                return
            parent, field = position
            if isinstance(parent, (ast.If, ast.While)) and field in ("body", "orelse"):
                if isinstance(parent, ast.If) or field == "body":
                    yield Guard(Kind.TEST, parent.test, scope, field == "body")
            elif isinstance(parent, (ast.For, ast.AsyncFor)):
                yield Guard(Kind.CHANCE, parent, scope)
            elif isinstance(parent, ast.match_case):
                match = self._structure.positions[parent].parent
                yield Guard(Kind.TEST, _case_test(match, parent), scope)  # type: ignore[arg-type]
                if parent.guard is not None:
                    yield Guard(Kind.TEST, parent.guard, scope)
            elif isinstance(parent, ast.ExceptHandler):
                attempt = self._structure.positions[parent].parent
                absence = catches_absence(parent, attempt)
                yield Guard(Kind.FAILURE if absence else Kind.CHANCE, attempt, scope)
            elif is_try(parent) and any(
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
                yield from self._skips(parent.decorator_list, scope)
            block = parent

    def within(self, statement: ast.stmt, scope: Scope, node: ast.AST) -> Iterator[Guard]:
        """The conditions inside a statement that decide over one of its expressions."""
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

    def catches(self, statement: ast.stmt, exception: str) -> bool:
        """Whether a statement stands in a ``try`` with a clause for just this exception."""
        block: Block = statement
        while True:
            position = self._structure.positions.get(block)
            if position is None:
                return False
            block = position.parent
            if position.field == "body" and is_try(block) and any(
                exception in handler_names(handler)
                for handler in block.handlers  # type: ignore[union-attr]
            ):
                return True

    def handles(self, statement: ast.stmt, exception: str) -> bool:
        """Whether a statement stands in a clause for just this exception."""
        block: Block = statement
        while True:
            if isinstance(block, ast.ExceptHandler) and exception in handler_names(block):
                return True
            position = self._structure.positions.get(block)
            if position is None:
                return False
            block = position.parent

    def _exited_before(self, block: Block, scope: Scope) -> Iterator[Guard]:
        """Tests before a statement, in the same block, that leave the block."""
        position = self._structure.positions.get(block)
        parent: ast.AST = self._structure.module.node if position is None else position.parent
        field = "body" if position is None else position.field
        key = (parent, field)
        if key not in self._exits:
            self._exits[key] = []  # an exit may depend on a flag of the same block
            exits = self._find_exits(getattr(parent, field, ()), scope)
            self._exits[key] = [(line, guard) for line, guard in exits if self._matters(guard)]
        line = getattr(block, "lineno", 0)
        for exit_line, guard in self._exits[key]:
            if exit_line < line and (exit_line or isinstance(block, _TESTS)):
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
            elif isinstance(statement, ast.Assign) and any(
                _last_name(target) == "pytestmark" for target in statement.targets
            ):
                marks = getattr(statement.value, "elts", [statement.value])
                # Wherever it stands, it is about the tests of the module alone.
                yield from ((0, guard) for guard in self._skips(marks, scope))
            elif isinstance(statement, ast.Assert):
                yield statement.lineno, Guard(Kind.TEST, statement.test, scope, True)
            elif is_try(statement):
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
            return path in _EXITS
        return False

    def _skips(self, decorators: Iterable[ast.expr], scope: Scope) -> Iterator[Guard]:
        """Decorators that leave a test out: ``pytest.mark.skipif``, ``unittest.skipIf``."""
        for decorator in decorators:
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


def _case_test(match: ast.Match, case: ast.match_case) -> ast.expr:
    """The test that a case stands for: ``subject == value``, or one of unknown outcome."""
    if isinstance(case.pattern, ast.MatchValue):
        return ast.Compare(match.subject, [ast.Eq()], [case.pattern.value])
    return ast.Compare(match.subject, [ast.Is()], [ast.Set([])])


def catches_absence(handler: ast.ExceptHandler, attempt: ast.AST) -> bool:
    """Whether an ``except`` clause is there for something that a release lacks.

    A clause for every exception counts only after a body that does little but import.
    """
    caught = handler_names(handler)
    if caught & _ABSENCE:
        return True
    if caught and not caught & _EVERYTHING:
        return False
    return all(cannot_fail(statement, True) for statement in getattr(attempt, "body", ()))


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


def cannot_fail(statement: ast.stmt, of_library: bool) -> bool:
    """Whether a statement can only fail for the library's paths that it asks for."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return of_library
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)):
        value = statement.value
        if value is None or isinstance(value, (ast.Constant, ast.Name)):
            return True
        return of_library and isinstance(chain(value)[0], ast.Name)
    return isinstance(statement, (ast.Pass, ast.FunctionDef, ast.AsyncFunctionDef))


def is_try(node: ast.AST) -> bool:
    """A ``try`` statement, with ``except`` or ``except*``."""
    return type(node).__name__ in ("Try", "TryStar")

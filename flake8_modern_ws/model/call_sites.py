"""Where a call stands: what waits for it, what enters it, whether an event loop runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from .names import Names
from .scopes import Scope, Structure

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class CallSites:
    """Answers about the surroundings of calls of one module."""

    def __init__(self, structure: Structure, names: Names, parents: Parents) -> None:
        self._structure = structure
        self._names = names
        self._parents = parents

    def above(self, node: ast.AST, statement: ast.stmt) -> Iterator[ast.AST]:
        """The expressions and the statement around a node, innermost first."""
        parents = self._parents(statement)
        part = parents.get(node)
        while part is not None:
            yield part
            part = None if part is statement else parents.get(part)

    def before_loop(self, call: ast.Call, scope: Scope, statement: ast.stmt) -> bool:
        """Whether a call is made while no event loop runs, as far as the file proves it.

        That is at module level, and where the result goes to ``run_until_complete`` or
        ``asyncio.run``. A plain function may be called from a coroutine.
        """
        for part in self.above(call, statement):
            if isinstance(part, ast.Await):
                return False
            if isinstance(part, ast.Call) and self._runs_loop(part, scope):
                return True
        if isinstance(statement, (ast.AsyncWith, ast.AsyncFor)):
            return False
        if scope.kind == "module":
            return True
        if scope.kind != "function" or isinstance(scope.node, ast.AsyncFunctionDef):
            return False
        kept = targets(call, statement)
        returned = isinstance(statement, ast.Return) and statement.value is call
        for later, where, _ in self._structure.calls_named(("run_until_complete", "run")):
            if not later.args or not self._runs_loop(later, where):
                continue
            argument = later.args[0]
            if returned and isinstance(argument, ast.Call):
                if self._calls(argument, where, scope):
                    return True
            elif ast.unparse(argument) in kept and (where is scope or (
                isinstance(argument, ast.Attribute) and _same_class(scope, where)
            )):
                return True
        return False

    def _calls(self, call: ast.Call, scope: Scope, function: Scope) -> bool:
        """Whether a call is one of a function, or of the only method of that name."""
        name: str = getattr(function.node, "name", "")
        if isinstance(call.func, ast.Name):
            return [b.node for b in scope.lookup(call.func.id)] == [function.node]
        if not isinstance(call.func, ast.Attribute) or call.func.attr != name:
            return False
        same = [node for node in self._structure.scopes if getattr(node, "name", "") == name]
        return len(same) == 1

    def _runs_loop(self, call: ast.Call, scope: Scope) -> bool:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "run_until_complete":
            return True
        return self._names.path(call.func, scope) == "asyncio.run"


def _same_class(first: Scope, second: Scope) -> bool:
    """Whether two functions are methods of one class."""
    return (first.parent is not None and first.parent is second.parent
            and first.parent.kind == "class")


def targets(call: ast.expr, statement: ast.stmt) -> tuple[str, ...]:
    """The names and attributes that get the result of a call, as source code."""
    if isinstance(statement, ast.Assign) and statement.value is call:
        return tuple(ast.unparse(target) for target in statement.targets
                     if isinstance(target, (ast.Name, ast.Attribute)))
    if isinstance(statement, ast.AnnAssign) and statement.value is call:
        return (ast.unparse(statement.target),)
    return ()

"""Lists that are command lines by what they say, wherever the file hands them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from .scopes import Scope, Structure

#: How the options begin by which a list is one; a file without it has none.
OPTION = "--ws-"
#: Methods that run a shell string: of contexts, connections and containers of other libraries.
_RUNNING = frozenset({"run", "sudo", "local", "exec_run", "spawn"})
#: Calls that only look at a list, or say something about one.
_LOOKING = frozenset({"print", "join", "len", "sorted", "parse_args", "parse_known_args"})

#: A list or a string, with the place where it stands.
Found = tuple[ast.expr, Scope, ast.stmt]


def loose(structure: Structure, is_known: Callable[[ast.Call, Scope], bool]) -> Iterator[Found]:
    """Lists in dictionaries, in ``return`` statements and in calls of unknown functions."""
    for statement, scope in structure.returns:
        name = getattr(scope.node, "name", "")
        if statement.value is not None and name not in structure.calls_by_name:
            yield from _lists(statement.value, scope, statement)
    for call, scope, inner in structure.calls:
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in _LOOKING or name.startswith("assert"):
            continue
        found = [item for argument in (*call.args, *(k.value for k in call.keywords))
                 for item in _lists(argument, scope, inner)]
        if found and not is_known(call, scope):
            yield from found
        if name in _RUNNING and isinstance(call.func, ast.Attribute) and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and OPTION in str(first.value):
                yield first, scope, inner
    for bindings in [*structure.module.bindings.values()]:
        for binding in bindings:
            if isinstance(binding.value, ast.Dict) and binding.statement is not None:
                yield from _lists(binding.value, binding.scope, binding.statement)


def _lists(node: ast.expr, scope: Scope, statement: ast.stmt) -> Iterator[Found]:
    """A list with such options: the expression itself, or a value of a dictionary."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Dict):
            pending += node.values
        elif isinstance(node, (ast.List, ast.Tuple)) and any(
            isinstance(element, ast.Constant) and str(element.value).startswith(OPTION)
            for element in node.elts
        ):
            yield node, scope, statement

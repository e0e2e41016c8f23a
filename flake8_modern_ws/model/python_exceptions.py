"""Python's own exceptions, which stand beside those of the library in clauses and tests."""

from __future__ import annotations

import ast

from .names import Names
from .scopes import Scope

#: Exceptions of Python; a subclass of one may still have ``code``, ``reason`` or ``headers``.
_PLAIN = frozenset({
    "ArithmeticError", "AssertionError", "AttributeError", "BlockingIOError", "BrokenPipeError",
    "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError",
    "ConnectionResetError", "EOFError", "GeneratorExit", "IOError", "IndexError",
    "InterruptedError", "KeyError", "KeyboardInterrupt", "LookupError", "OSError",
    "PermissionError", "RuntimeError", "StopAsyncIteration", "StopIteration", "TimeoutError",
    "TypeError", "ValueError", "asyncio.CancelledError", "asyncio.IncompleteReadError",
    "asyncio.InvalidStateError", "asyncio.TimeoutError", "asyncio.exceptions.CancelledError",
    "asyncio.exceptions.TimeoutError", "concurrent.futures.TimeoutError",
    "json.JSONDecodeError", "json.decoder.JSONDecodeError", "socket.error", "socket.gaierror",
    "socket.herror", "socket.timeout",
})
#: Those of them from which nobody derives exceptions with a code or a reason.
_BARE = frozenset({
    "AssertionError", "EOFError", "IndexError", "KeyError", "KeyboardInterrupt", "TimeoutError",
    "asyncio.CancelledError", "asyncio.IncompleteReadError", "asyncio.InvalidStateError",
    "asyncio.TimeoutError", "asyncio.exceptions.CancelledError",
    "asyncio.exceptions.TimeoutError", "concurrent.futures.TimeoutError", "socket.timeout",
})


def is_plain(node: ast.expr, scope: Scope, names: Names) -> bool:
    """Whether an expression is a class of Python without attributes like the library's."""
    return _is_one_of(_PLAIN, node, scope, names)


def is_bare(node: ast.expr, scope: Scope, names: Names) -> bool:
    """The same, where what others derive from the class has none either."""
    return _is_one_of(_BARE, node, scope, names)


def _is_one_of(
    known: frozenset[str], node: ast.expr, scope: Scope, names: Names
) -> bool:
    if isinstance(node, ast.Name) and not scope.lookup(node.id):
        return node.id in known
    if not isinstance(node, (ast.Attribute, ast.Name)):
        return False
    paths = names.paths(node, scope)
    return bool(paths) and all(path in known for path in paths)

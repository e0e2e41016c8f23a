"""What single uses of a dictionary do to it: item assignments, ``update``, ``pop`` and kin."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .contents import Contents, Entry, holding
from .scopes import Scope
from .values import string

#: Built-in functions that only look at a dictionary.
_READERS = frozenset({"print", "len", "repr", "str", "sorted", "list", "set", "tuple", "iter",
                      "dict", "bool", "isinstance", "pprint", "ChainMap"})
#: The same as attributes: of loggers, consoles and modules that write or copy.
_READING_ATTRIBUTES = frozenset({
    "debug", "info", "warning", "error", "critical", "exception", "log", "print", "echo", "secho",
    "dumps", "pprint", "pformat", "deepcopy",
})
_READING_METHODS = frozenset({"get", "keys", "values", "items", "copy"})

#: The contents that ``dict(…)`` or ``update(…)`` would have with the arguments of a call.
Arguments = Callable[[ast.Call, Scope, ast.stmt], Contents]


class Change(NamedTuple):
    """Something done to a dictionary."""

    node: ast.AST
    scope: Scope
    statement: ast.stmt
    #: Does it to the contents.
    apply: Callable[[Contents], None]
    #: The key that it takes out; it is taken for gone even if this may not run.
    removed: str | None = None


def changes(
    use: ast.expr, base: ast.expr, scope: Scope, statement: ast.stmt,
    parents: Mapping[ast.AST, ast.AST], arguments: Arguments,
) -> Iterator[Change]:
    """What a use does; ``base`` is the part of its chain that is the dictionary."""
    if use is base:
        yield from _plain(use, parents, scope, statement)
        return
    call = parents.get(use)
    if isinstance(use, ast.Attribute) and use.value is base and isinstance(
        call, ast.Call
    ) and call.func is use:
        yield from _method(use.attr, call, scope, statement, arguments)
    else:
        yield unknown(use, scope, statement)


def unknown(node: ast.AST, scope: Scope, statement: ast.stmt) -> Change:
    """Something that may do anything."""
    return Change(node, scope, statement, Contents.forget)


def _plain(
    node: ast.expr, parents: Mapping[ast.AST, ast.AST], scope: Scope, statement: ast.stmt
) -> Iterator[Change]:
    parent = parents.get(node)
    if isinstance(parent, ast.Subscript) and parent.value is node:
        if isinstance(parent.ctx, ast.Load):
            return
        key = string(parent.slice, scope)
        if key is None:
            yield unknown(node, scope, statement)
        elif isinstance(parent.ctx, ast.Del):
            yield Change(node, scope, statement, lambda c: c.remove(key), key)
        elif isinstance(statement, ast.Assign) and parent in statement.targets:
            entry = Entry(key, statement.value, parent, scope, statement)
            yield Change(node, scope, statement, holding(entry))
        else:
            yield Change(node, scope, statement, lambda c: c.doubt(key))
    elif isinstance(parent, ast.keyword) and parent.arg is None:
        return  # **name
    elif isinstance(parent, ast.Dict) and node not in parent.keys:
        if any(k is None and v is node for k, v in zip(parent.keys, parent.values)):
            return  # {**name}
        yield unknown(node, scope, statement)
    elif isinstance(parent, (ast.Compare, ast.BinOp, ast.FormattedValue)) or _reads(
        parent, node
    ):
        return
    elif parent is statement and isinstance(statement, (ast.For, ast.If, ast.While)):
        return  # looked at, or its keys
    else:
        yield unknown(node, scope, statement)


def _method(
    method: str, call: ast.Call, scope: Scope, statement: ast.stmt, arguments: Arguments
) -> Iterator[Change]:
    if method in _READING_METHODS:
        return
    if method == "update":
        other = arguments(call, scope, statement)
        yield Change(call, scope, statement, lambda contents: contents.merge(other))
        return
    key = string(call.args[0], scope) if call.args else None
    if method == "setdefault" and key is not None and len(call.args) == 2:
        entry = Entry(key, call.args[1], call.args[0], scope, statement)
        yield Change(call, scope, statement, lambda contents: contents.default(entry))
    elif method == "pop" and key is not None:
        yield Change(call, scope, statement, lambda contents: contents.remove(key), key)
    elif method == "clear" and not call.args:
        yield Change(call, scope, statement, lambda contents: contents.replace(Contents()))
    else:
        yield unknown(call, scope, statement)


def _reads(call: ast.AST | None, node: ast.expr) -> bool:
    """Whether a call only looks at its argument."""
    if not isinstance(call, ast.Call) or node not in call.args:
        return False
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in _READING_ATTRIBUTES
    return isinstance(call.func, ast.Name) and call.func.id in _READERS

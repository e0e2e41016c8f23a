"""What a dictionary holds where it is used: literals, merges and straight-line updates."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .scopes import Binding, Block, Position, Scope, Structure
from .values import string

#: How many dictionaries may be built from one another.
_DEPTH = 6
#: Built-in functions that only look at a dictionary.
_READERS = frozenset({"print", "len", "repr", "str", "sorted", "list", "set", "tuple", "iter",
                      "dict", "bool", "isinstance", "pprint"})
_READING_METHODS = frozenset({"get", "keys", "values", "items", "copy"})
_LOOPS = (ast.For, ast.AsyncFor, ast.While)

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class Entry(NamedTuple):
    """One key of a dictionary: its value, and where a finding about it stands."""

    value: ast.expr
    #: The key in a literal, the keyword of a call, the target of an item assignment.
    node: ast.AST
    scope: Scope


class Contents:
    """What is known of a dictionary: some entries, and whether there may be others.

    A key that is neither among the entries nor ``uncertain`` is missing if ``complete``, and
    unknown if not.
    """

    __slots__ = ("entries", "uncertain", "complete")

    def __init__(self, complete: bool = True) -> None:
        self.entries: dict[str, Entry] = {}
        self.uncertain: set[str] = set()
        self.complete = complete

    def set(self, key: str, entry: Entry) -> None:
        self.entries[key] = entry
        self.uncertain.discard(key)

    def doubt(self, key: str) -> None:
        """From here on the key may be there or not, with any value."""
        self.entries.pop(key, None)
        self.uncertain.add(key)

    def forget(self) -> None:
        """From here on nothing is known."""
        self.entries.clear()
        self.complete = False

    def remove(self, key: str) -> None:
        self.entries.pop(key, None)
        self.uncertain.discard(key)
        if not self.complete:
            self.uncertain.add(key)

    def merge(self, other: Contents) -> None:
        """What ``update`` with another dictionary does."""
        if not other.complete:
            self.forget()
        for key in other.uncertain:
            self.doubt(key)
        for key, entry in other.entries.items():
            self.set(key, entry)

    def may_hold(self, key: str) -> bool:
        """Whether the key is there, or may be there."""
        return key in self.entries or key in self.uncertain or not self.complete


class _Change(NamedTuple):
    """Something done to a dictionary that has a name."""

    node: ast.AST
    scope: Scope
    statement: ast.stmt
    #: Does it to the contents.
    apply: Callable[[Contents], None]
    #: The keys that it touches; None if any.
    keys: tuple[str, ...] | None


class Mappings:
    """Answers what dictionaries of one module hold."""

    def __init__(self, structure: Structure, parents: Parents) -> None:
        self._structure = structure
        self._parents = parents

    def contents(
        self, node: ast.expr, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> Contents:
        """What an expression holds at its place in a statement."""
        if depth <= 0:
            return Contents(complete=False)
        if isinstance(node, ast.Dict):
            return self._literal(node, scope, statement, depth)
        if isinstance(node, ast.Name):
            return self._named(node, scope, statement, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            found = self.contents(node.left, scope, statement, depth - 1)
            found.merge(self.contents(node.right, scope, statement, depth - 1))
            return found
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id == "dict":
                if not scope.lookup("dict"):
                    return self._arguments(node, scope, statement, depth)
            elif isinstance(function, ast.Attribute) and function.attr == "copy":
                if not node.args and not node.keywords:
                    return self.contents(function.value, scope, statement, depth - 1)
        return Contents(complete=False)

    def keywords(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> Contents:
        """The keyword arguments of a call, ``**mapping`` included."""
        found = Contents()
        for keyword in call.keywords:
            if keyword.arg is None:
                found.merge(self.contents(keyword.value, scope, statement, depth - 1))
            else:
                found.set(keyword.arg, Entry(keyword.value, keyword, scope))
        return found

    def _literal(
        self, node: ast.Dict, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        found = Contents()
        for key, value in zip(node.keys, node.values):
            if key is None:
                found.merge(self.contents(value, scope, statement, depth - 1))
                continue
            name = string(key, scope)
            if name is not None:
                found.set(name, Entry(value, key, scope))
            elif not isinstance(key, ast.Constant):
                found.forget()
        return found

    def _arguments(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        """The arguments of ``dict`` and ``update``: a mapping, then keywords."""
        found = Contents()
        if call.args:
            found = self.contents(call.args[0], scope, statement, depth - 1)
        found.merge(self.keywords(call, scope, statement, depth))
        return found

    # Dictionaries that have a name.

    def _named(
        self, node: ast.Name, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        built = [b for b in bindings if b.kind == "assignment"]
        if len(built) != 1 or built[0].value is None or built[0].statement is None:
            return Contents(complete=False)
        binding, start = built[0], built[0].statement
        if any(b.kind not in ("assignment", "augmented") for b in bindings) or (
            isinstance(start, ast.Assign) and len(start.targets) > 1
        ):
            return Contents(complete=False)
        found = self.contents(binding.value, binding.scope, start, depth - 1)  # type: ignore[arg-type]
        changes = [*self._merges(bindings, depth), *self._uses(node, binding, depth)]
        changes.sort(key=lambda c: (c.scope is not binding.scope, _line(c.node)))
        around = set(self._around(statement))
        home = self._position(start)
        if scope is binding.scope and home not in around:
            return Contents(complete=False)  # built under a condition
        for change in changes:
            self._apply(change, found, (node, scope, statement), binding, around, home)
        return found

    def _apply(
        self, change: _Change, found: Contents,
        use: tuple[ast.Name, Scope, ast.stmt], binding: Binding,
        around: set[Position | None], home: Position | None,
    ) -> None:
        node, scope, statement = use
        places = self._around(change.statement)
        inside_loop = self._in_loop(change.statement, home)
        if not inside_loop and change.scope is scope and (
            _line(change.node) > _line(node) or change.statement is statement
        ):
            return  # later
        straight = places[0] in around if change.scope is scope else (
            change.scope is binding.scope and places[0] == home)
        if straight and not inside_loop:
            change.apply(found)
        elif change.keys is None:
            found.forget()
        else:
            for key in change.keys:
                found.doubt(key)

    def _merges(self, bindings: list[Binding], depth: int) -> Iterator[_Change]:
        """``name |= mapping``."""
        for binding in bindings:
            statement = binding.statement
            if binding.kind != "augmented" or not isinstance(statement, ast.AugAssign):
                continue
            if isinstance(statement.op, ast.BitOr):
                other = self.contents(statement.value, binding.scope, statement, depth - 1)
                yield _merge(other, binding.node, binding.scope, statement)
            else:
                yield _unknown(binding.node, binding.scope, statement)

    def _uses(self, use: ast.Name, binding: Binding, depth: int) -> Iterator[_Change]:
        """What the other uses of the name do to its dictionary."""
        same = binding.scope.lookup(binding.name)
        for node, scope, statement in self._structure.uses.get(binding.name, ()):
            base: ast.expr = node
            while isinstance(base, ast.Attribute):
                base = base.value
            if base is use or scope.lookup(binding.name) is not same:
                continue
            parents = self._parents(statement)
            if isinstance(node, ast.Attribute):
                call = parents.get(node)
                if isinstance(node.value, ast.Name) and isinstance(call, ast.Call) and (
                    call.func is node
                ):
                    yield from self._method(node.attr, call, scope, statement, depth)
                else:
                    yield _unknown(node, scope, statement)
                continue
            yield from self._plain_use(node, parents, scope, statement)

    def _plain_use(
        self, node: ast.Name, parents: Mapping[ast.AST, ast.AST], scope: Scope,
        statement: ast.stmt,
    ) -> Iterator[_Change]:
        parent = parents.get(node)
        if isinstance(parent, ast.Subscript) and parent.value is node:
            if isinstance(parent.ctx, ast.Load):
                return
            key = string(parent.slice, scope)
            if key is None:
                yield _unknown(node, scope, statement)
            elif isinstance(parent.ctx, ast.Del):
                yield _Change(node, scope, statement, lambda c: c.remove(key), (key,))
            elif isinstance(statement, ast.Assign) and parent in statement.targets:
                entry = Entry(statement.value, parent, scope)
                yield _Change(node, scope, statement, lambda c: c.set(key, entry), (key,))
            else:
                yield _Change(node, scope, statement, lambda c: c.doubt(key), (key,))
        elif isinstance(parent, ast.keyword) and parent.arg is None:
            return  # **name
        elif isinstance(parent, ast.Dict) and node not in parent.keys:
            if any(k is None and v is node for k, v in zip(parent.keys, parent.values)):
                return  # {**name}
            yield _unknown(node, scope, statement)
        elif isinstance(parent, (ast.Compare, ast.BinOp, ast.FormattedValue)) or _reads(
            parent, node
        ):
            return
        elif parent is statement and isinstance(statement, (ast.For, ast.If, ast.While)):
            return  # looked at, or its keys
        else:
            yield _unknown(node, scope, statement)

    def _method(
        self, method: str, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int
    ) -> Iterator[_Change]:
        if method in _READING_METHODS:
            return
        if method == "update":
            other = self._arguments(call, scope, statement, depth - 1)
            yield _merge(other, call, scope, statement)
            return
        key = string(call.args[0], scope) if call.args else None
        if method == "setdefault" and key is not None and len(call.args) == 2:
            entry = Entry(call.args[1], call.args[0], scope)

            def fill(contents: Contents) -> None:
                if key in contents.entries:
                    return
                if contents.may_hold(key):
                    contents.doubt(key)
                else:
                    contents.set(key, entry)

            yield _Change(call, scope, statement, fill, (key,))
        elif method == "pop" and key is not None:
            yield _Change(call, scope, statement, lambda c: c.remove(key), (key,))
        else:
            yield _unknown(call, scope, statement)

    # Where statements stand.

    def _position(self, statement: Block) -> Position | None:
        """The block of a statement; the body of a ``with`` counts as that of its parent."""
        position = self._structure.positions.get(statement)
        while position is not None and isinstance(position.parent, (ast.With, ast.AsyncWith)):
            position = self._structure.positions.get(position.parent)
        return position

    def _around(self, statement: Block) -> list[Position | None]:
        """The blocks around a statement, innermost first; None is the module's own."""
        places: list[Position | None] = []
        block: Block | None = statement
        while block is not None:
            position = self._position(block)
            places.append(position)
            block = None if position is None else position.parent
        return places

    def _in_loop(self, statement: Block, home: Position | None) -> bool:
        """Whether a loop stands between a statement and the block of the construction."""
        for position in self._around(statement):
            if position == home or position is None:
                return False
            if isinstance(position.parent, _LOOPS):
                return True
        return False


def _reads(call: ast.AST | None, node: ast.Name) -> bool:
    """Whether a call only looks at its argument."""
    return (isinstance(call, ast.Call) and node in call.args
            and isinstance(call.func, ast.Name) and call.func.id in _READERS)


def _line(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _merge(other: Contents, node: ast.AST, scope: Scope, statement: ast.stmt) -> _Change:
    keys = (*other.entries, *other.uncertain) if other.complete else None
    return _Change(node, scope, statement, lambda contents: contents.merge(other), keys)


def _unknown(node: ast.AST, scope: Scope, statement: ast.stmt) -> _Change:
    return _Change(node, scope, statement, Contents.forget, None)

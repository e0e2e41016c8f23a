"""What a dictionary holds where it is used: literals, merges and straight-line updates."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping

from .blocks import Blocks
from .classes import Classes
from .contents import Contents, Entry
from .mapping_changes import Change, changes, unknown
from .returned import returned
from .scopes import Binding, Position, Scope, Structure, Use
from .values import imported_path, string

#: How many dictionaries may be built from one another.
_DEPTH = 6
#: How often one dictionary may be used; with more uses it is unknown.
_USES = 200
#: Bindings that give no value.
_NO_VALUE = frozenset({"annotation"})

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class Mappings:
    """Answers what dictionaries of one module hold."""

    def __init__(
        self, structure: Structure, parents: Parents, classes: Callable[[], Classes]
    ) -> None:
        self._structure = structure
        self._parents = parents
        self._classes = classes
        self._blocks = Blocks(structure)
        self._known: dict[tuple[ast.expr, int], Contents] = {}
        self._variable_uses: dict[int, list[Use]] = {}
        self._attribute_uses: dict[tuple[ast.AST, str], list[tuple[ast.Attribute, Use]]] = {}
        self._arguments_of: dict[ast.Call, tuple[Entry, ...]] = {}

    def contents(
        self, node: ast.expr, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> Contents:
        """What an expression holds at its place in a statement."""
        if depth <= 0:
            return Contents(complete=False)
        if isinstance(node, ast.Dict):
            return self._literal(node, scope, statement, depth)
        if isinstance(node, (ast.Name, ast.Attribute)):
            if (node, depth) not in self._known:
                self._known[node, depth] = (
                    self._named(node, scope, statement, depth) if isinstance(node, ast.Name)
                    else self._attribute(node, scope, depth))
            return self._known[node, depth].copy()
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            found = self.contents(node.left, scope, statement, depth - 1)
            found.merge(self.contents(node.right, scope, statement, depth - 1))
            return found
        if isinstance(node, ast.IfExp):
            found = self.contents(node.body, scope, statement, depth - 1)
            found.either(self.contents(node.orelse, scope, statement, depth - 1))
            return found
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            found = Contents(complete=False)
            for value in node.values:
                found.either(self.contents(value, scope, statement, depth - 1))
            return found
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id == "dict":
                if not scope.lookup("dict"):
                    return self._arguments(node, scope, statement, depth)
            elif isinstance(function, ast.Attribute) and function.attr == "copy":
                if not node.args and not node.keywords:
                    return self.contents(function.value, scope, statement, depth - 1)
            elif imported_path(function, scope) == "collections.ChainMap":
                return self._chained(node, scope, statement, depth)
            made = returned(node, scope, self._structure, self._classes())
            if made is not None:
                return self.contents(made.value, made.scope, made.statement, depth - 1)
        return Contents(complete=False)

    def keywords(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> Contents:
        """The keyword arguments of a call, ``**mapping`` included.

        No mapping can replace what is written out: a name given twice is a TypeError.
        """
        found = Contents()
        for keyword in call.keywords:
            if keyword.arg is None:
                found.merge(self.contents(keyword.value, scope, statement, depth - 1))
        for keyword in call.keywords:
            if keyword.arg is not None:
                found.set(Entry(keyword.arg, keyword.value, keyword, scope, statement))
        return found

    def updating(self, call: ast.Call, scope: Scope, statement: ast.stmt) -> Contents:
        """What a call of ``update`` puts into a dictionary."""
        return self._arguments(call, scope, statement, _DEPTH)

    def arguments(
        self, call: ast.Call, scope: Scope, statement: ast.stmt
    ) -> tuple[Entry, ...]:
        """Every keyword argument that a call has, or has in some case."""
        if call not in self._arguments_of:
            possible = self.keywords(call, scope, statement).possible
            self._arguments_of[call] = tuple(e for entries in possible.values() for e in entries)
        return self._arguments_of[call]

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
                found.set(Entry(name, value, key, scope, statement))
            elif not isinstance(key, ast.Constant):
                found.forget()
        return found

    def _arguments(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        """The arguments of ``dict`` and ``update``: a mapping, then keywords."""
        found = Contents()
        if call.args:
            found = self._pairs(call.args[0], scope, statement) or self.contents(
                call.args[0], scope, statement, depth - 1)
        found.merge(self.keywords(call, scope, statement, depth))
        return found

    def _pairs(self, node: ast.expr, scope: Scope, statement: ast.stmt) -> Contents | None:
        """``[("key", value), …]``, None if it is not written out like that."""
        if not isinstance(node, (ast.List, ast.Tuple)):
            return None
        found = Contents()
        for pair in node.elts:
            if not isinstance(pair, (ast.List, ast.Tuple)) or len(pair.elts) != 2:
                return None
            name = string(pair.elts[0], scope)
            if name is None:
                return None
            found.set(Entry(name, pair.elts[1], pair.elts[0], scope, statement))
        return found

    def _chained(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        """``ChainMap(first, second)``: the first mapping wins."""
        found = Contents(complete=not call.keywords)
        for mapping in reversed(call.args):
            found.merge(self.contents(mapping, scope, statement, depth - 1))
        return found

    # Dictionaries that have a name.

    def _named(
        self, node: ast.Name, scope: Scope, statement: ast.stmt, depth: int
    ) -> Contents:
        bindings = [b for b in scope.lookup(node.id) if b.kind not in _NO_VALUE]
        found = Contents(complete=False)
        if not bindings:
            return found
        home = bindings[0].scope
        if len(bindings) + len(self._uses_of(bindings[0])) > _USES:
            return found
        if bindings[0].kind == "parameter":
            self._forwarded(bindings[0], found, depth)
        done = [*self._bound(bindings, depth), *self._uses(node, bindings[0], depth)]
        self._run(done, found, (node, scope, statement), home)
        return found

    def _bound(self, bindings: list[Binding], depth: int) -> Iterator[Change]:
        """``name = mapping``, ``name |= mapping`` and everything else that binds a name."""
        for binding in bindings:
            node, scope, statement = binding.node, binding.scope, binding.statement
            if binding.kind == "parameter" or statement is None:
                continue
            value = Contents(complete=False)
            if isinstance(statement, ast.AugAssign):
                if isinstance(statement.op, ast.BitOr):
                    value = self.contents(statement.value, scope, statement, depth - 1)
                yield Change(node, scope, statement, _merging(value))
                continue
            if binding.kind == "assignment" and binding.value is not None and not (
                binding.index or _shared(statement)
            ):
                value = self.contents(binding.value, scope, statement, depth - 1)
            yield Change(node, scope, statement, _replacing(value))

    def _uses(self, use: ast.Name, binding: Binding, depth: int) -> Iterator[Change]:
        """What the other uses of the name do to its dictionary."""
        for node, scope, statement in self._uses_of(binding):
            base: ast.expr = node
            while isinstance(base, ast.Attribute):
                base = base.value
            if base is use or isinstance(getattr(base, "ctx", None), ast.Store):
                continue
            yield from changes(node, base, scope, statement, self._parents(statement),
                               lambda c, s, t: self._arguments(c, s, t, depth - 1))

    def _uses_of(self, binding: Binding) -> list[Use]:
        """All uses of a variable."""
        same = binding.scope.lookup(binding.name)
        if id(same) not in self._variable_uses:
            self._variable_uses[id(same)] = [
                use for use in self._structure.uses.get(binding.name, ())
                if use[1].lookup(binding.name) is same]
        return self._variable_uses[id(same)]

    def _run(
        self, done: Iterable[Change], found: Contents,
        use: tuple[ast.AST, Scope, ast.stmt], home: Scope,
    ) -> None:
        """Do to a dictionary what happens to it before a use, in that order."""
        node, scope, statement = use
        around = set(self._blocks.around(statement))
        ordered: list[tuple[tuple[bool, int, int], Change, bool]] = []
        for change in done:
            place = _line(change.node)
            straight = False
            if change.scope is scope:
                straight = self._blocks.position(change.statement) in around
                if place > _line(node) or change.statement is statement:
                    loop = self._blocks.shared_loop(change.statement, statement)
                    if loop is None:
                        continue  # later
                    place, straight = _line(loop), False  # in the round before
                elif not self._blocks.reaches(change.statement, statement) and (
                    self._blocks.shared_loop(change.statement, statement) is None
                ):
                    continue
            elif change.scope is home:
                straight = self._is_body(self._blocks.position(change.statement), home)
            ordered.append(((change.scope is not home, *place), change, straight))
        ordered.sort(key=lambda item: item[0])
        for _, change, straight in ordered:
            if straight:
                change.apply(found)
                continue
            found.either(found.after(change.apply))
            if change.removed is not None:
                found.possible.pop(change.removed, None)

    def _is_body(self, position: Position | None, scope: Scope) -> bool:
        """Whether a block is that of a function, a class or the module itself."""
        if position is None:
            return scope.kind == "module"
        return position.parent is scope.node

    # Dictionaries that are arguments and attributes: what may be in them, nothing for certain.

    def _forwarded(self, binding: Binding, found: Contents, depth: int) -> None:
        """``def dial(**options)``: the keywords of the calls of a wrapper of the file."""
        function = binding.scope.node
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        if function.args.kwarg is not binding.node:
            return
        classes = self._classes()
        own = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
        owner = classes.of_method(binding.scope)
        if owner is not None and function.name == "__init__":
            return  # constructors take all kinds of options
        for call, scope, statement in self._structure.calls_named((function.name,)):
            if depth > 1 and classes.calls(call.func, scope, function, owner):
                given = self.keywords(call, scope, statement, depth - 2)
                for name in own & given.possible.keys():
                    given.remove(name)
                given.forget()
                found.merge(given)

    def _attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> Contents:
        """``self.options``: what the methods of the class put into it."""
        found = Contents(complete=False)
        classes = self._classes()
        owner = classes.self_class(node.value.id, scope) if isinstance(
            node.value, ast.Name) else None
        if owner is None:
            return found
        lineage = classes.lineage(owner)
        used = self._attribute_uses_of(owner, lineage, node.attr)
        if len(used) > _USES:
            return found
        by_method: dict[Scope, list[Change]] = {}
        for inner in (self._structure.scopes[base] for base in lineage):
            by_method[inner] = list(self._bound(inner.bindings.get(node.attr, []), depth))
        for part, (use, where, statement) in used:
            by_method.setdefault(where, []).extend(
                self._attribute_changes(use, part, where, statement, depth))
        for where, done in by_method.items():
            body: list[ast.stmt] = getattr(where.node, "body", [])
            if not isinstance(body, list) or not body:
                continue
            inside = Contents(complete=False)
            self._run(done, inside, (_End(body[-1]), where, body[-1]), where)
            found.either(inside)
        return found

    def _attribute_uses_of(
        self, owner: ast.ClassDef, lineage: list[ast.ClassDef], attribute: str
    ) -> list[tuple[ast.Attribute, Use]]:
        """All uses of an attribute in the methods of a class, with the part that it is."""
        key = (owner, attribute)
        if key not in self._attribute_uses:
            classes, found = self._classes(), []
            for uses in self._structure.uses.values():
                for use in uses:
                    part = _part_named(use[0], attribute)
                    if part is not None and isinstance(part.value, ast.Name) and (
                        classes.self_class(part.value.id, use[1]) in lineage
                    ):
                        found.append((part, use))
            self._attribute_uses[key] = found
        return self._attribute_uses[key]

    def _attribute_changes(
        self, use: ast.expr, base: ast.Attribute, scope: Scope, statement: ast.stmt, depth: int
    ) -> Iterator[Change]:
        if not isinstance(base.ctx, ast.Store):
            yield from changes(use, base, scope, statement, self._parents(statement),
                               lambda c, s, t: self._arguments(c, s, t, depth - 1))
        elif isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.BitOr):
            value = self.contents(statement.value, scope, statement, depth - 1)
            yield Change(use, scope, statement, _merging(value))
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            if not _shared(statement):
                value = self.contents(statement.value, scope, statement, depth - 1)
                yield Change(use, scope, statement, _replacing(value))
        else:
            yield unknown(use, scope, statement)


class _End(ast.AST):
    """The end of a function: behind all of its statements."""

    def __init__(self, last: ast.stmt) -> None:
        self.lineno = (last.end_lineno or last.lineno) + 1
        self.col_offset = 0


def _part_named(use: ast.expr, attribute: str) -> ast.Attribute | None:
    """The part ``name.attribute`` of a chain."""
    while isinstance(use, ast.Attribute):
        if isinstance(use.value, ast.Name):
            return use if use.attr == attribute else None
        use = use.value
    return None


def _shared(statement: ast.stmt) -> bool:
    """Whether other targets get the same dictionary, or parts of the value."""
    return isinstance(statement, ast.Assign) and (
        len(statement.targets) > 1 or isinstance(statement.targets[0], (ast.Tuple, ast.List)))


def _merging(other: Contents) -> Callable[[Contents], None]:
    return lambda contents: contents.merge(other)


def _replacing(other: Contents) -> Callable[[Contents], None]:
    return lambda contents: contents.replace(other)


def _line(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)

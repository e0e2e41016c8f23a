"""Scopes, bindings and the structure that the walk records."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
#: What statements hang below: a statement, or the arm of one that holds statements.
Block: TypeAlias = ast.stmt | ast.excepthandler | ast.match_case


class Binding:
    """One place where a name gets a value.

    ``kind`` is one of ``import``, ``star-import``, ``assignment``, ``annotation``,
    ``parameter``, ``function``, ``class``, ``with``, ``async with``, ``for``,
    ``async for``, ``except``, ``walrus``, ``augmented``, ``match``, ``unpack``, ``type``.

    ``value`` is the expression that the name gets, or the expression that it is drawn
    from (the iterable of a loop, the context manager of a ``with``, the right-hand side
    of an unpacking, the default of a parameter). ``path`` is the absolute qualified name
    of an import, None for relative ones.
    """

    __slots__ = ("name", "kind", "node", "scope", "statement", "value", "path", "annotation",
                 "index")

    def __init__(
        self,
        name: str,
        kind: str,
        node: ast.AST,
        scope: Scope,
        statement: ast.stmt | None,
        value: ast.expr | None = None,
        path: str | None = None,
        annotation: ast.expr | None = None,
        index: tuple[int, ...] = (),
    ) -> None:
        self.name = name
        self.kind = kind
        self.node = node
        self.scope = scope
        self.statement = statement
        self.value = value
        self.path = path
        self.annotation = annotation
        #: Position inside the unpacked targets, outermost first; empty if not unpacked.
        self.index = index

    def __repr__(self) -> str:
        return f"Binding({self.name!r}, {self.kind!r}, line {getattr(self.node, 'lineno', '?')})"


_NONE: frozenset[str] = frozenset()


class Scope:
    """A namespace: module, class, function, lambda, comprehension or type parameters."""

    __slots__ = ("kind", "node", "parent", "bindings", "declared_global", "declared_nonlocal")

    def __init__(self, kind: str, node: ast.AST, parent: Scope | None) -> None:
        self.kind = kind
        self.node = node
        self.parent = parent
        self.bindings: dict[str, list[Binding]] = {}
        self.declared_global = self.declared_nonlocal = _NONE

    @property
    def module(self) -> Scope:
        """The module's scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def enclosing(self, kinds: frozenset[str]) -> Scope | None:
        """The nearest scope of one of these kinds, this one included."""
        scope: Scope | None = self
        while scope is not None and scope.kind not in kinds:
            scope = scope.parent
        return scope

    def lookup(self, name: str) -> list[Binding]:
        """The bindings that a use of ``name`` in this scope can mean; Python's own rules."""
        scope: Scope | None = self
        direct = True
        while scope is not None:
            if direct or scope.kind != "class":
                if name in scope.declared_global:
                    return scope.module.bindings.get(name, [])
                found = scope.bindings.get(name)
                if found is not None:
                    return found
            # Type parameters and comprehensions nest inside a scope without hiding the
            # class body from an annotation, but a comprehension does hide it.
            direct = direct and scope.kind == "type parameters"
            scope = scope.parent
        return []

    def __repr__(self) -> str:
        return f"Scope({self.kind!r}, {getattr(self.node, 'name', '')!r})"


#: A name, alone or as the base of a chain of attributes (the node is the whole chain),
#: with the scope and the statement in which it stands. Plain tuples: there is one for
#: nearly every name of a file.
Use: TypeAlias = tuple[ast.Name | ast.Attribute, Scope, ast.stmt]


class Position(NamedTuple):
    """Where a statement stands: below which block, in which of its fields."""

    parent: Block
    field: str


class Structure:
    """All that one walk over a tree records."""

    __slots__ = (
        "module", "scopes", "uses", "chains", "attributes", "calls", "calls_by_name", "functions",
        "classes", "imports", "strings", "subscripts", "handlers", "returns", "cases", "walruses",
        "blocks", "_positions", "_renamed", "_returns_of",
    )

    def __init__(self, module: Scope) -> None:
        self.module = module
        #: The scope that a function, class, lambda or comprehension opens.
        self.scopes: dict[ast.AST, Scope] = {module.node: module}
        #: Uses by the first name of the chain.
        self.uses: defaultdict[str, list[Use]] = defaultdict(list)
        #: Those of the uses that are more than a name.
        self.chains: list[tuple[ast.Attribute, Scope, ast.stmt]] = []
        #: Attributes of anything but a plain chain of names: ``f().x``, ``a[0].x``.
        self.attributes: list[tuple[ast.Attribute, Scope, ast.stmt]] = []
        self.calls: list[tuple[ast.Call, Scope, ast.stmt]] = []
        #: The same by the name that their callee ends in.
        self.calls_by_name: dict[str, list[tuple[ast.Call, Scope, ast.stmt]]] = {}
        self.functions: list[tuple[FunctionNode, Scope]] = []
        self.classes: list[tuple[ast.ClassDef, Scope]] = []
        #: ``import`` and ``from … import`` statements.
        self.imports: list[tuple[ast.Import | ast.ImportFrom, Scope]] = []
        #: String constants in places where a type is expected.
        self.strings: list[tuple[ast.Constant, Scope, ast.stmt]] = []
        #: Subscripts whose slice holds, or may hold, a string.
        self.subscripts: list[tuple[ast.Subscript, Scope, ast.stmt]] = []
        #: ``except`` clauses.
        self.handlers: list[tuple[ast.ExceptHandler, Scope, ast.stmt]] = []
        self.returns: list[tuple[ast.Return, Scope]] = []
        #: Names given by ``:=``, with their values.
        self.walruses: list[tuple[str, ast.expr]] = []
        self.cases: list[tuple[ast.match_case, ast.Match]] = []
        #: Every block below the module's own, and where it stands.
        self.blocks: list[tuple[list[ast.stmt], Block, str]] = []
        self._positions: dict[Block, Position] | None = None
        self._renamed: dict[str, list[str]] | None = None
        self._returns_of: dict[ast.AST, list[tuple[ast.Return, Scope]]] | None = None

    def dismantle(self) -> None:
        """Forget it all: scopes and bindings refer to each other."""
        for scope in self.scopes.values():
            scope.bindings.clear()
        for name in self.__slots__:
            delattr(self, name)

    @property
    def positions(self) -> dict[Block, Position]:
        """Where each block, and each statement outside the module's own body, stands."""
        if self._positions is None:
            positions: dict[Block, Position] = {}
            for block, parent, field in self.blocks:
                position = Position(parent, field)
                for statement in block:
                    positions[statement] = position
            for handler, _, statement in self.handlers:
                positions[handler] = Position(statement, "handlers")
            for case, match in self.cases:
                positions[case] = Position(match, "cases")
            self._positions = positions
        return self._positions

    def calls_named(
        self, names: Iterable[str]
    ) -> Iterator[tuple[ast.Call, Scope, ast.stmt]]:
        """Calls whose callee ends in one of these names, or in what an import calls them."""
        table, renamed = self.calls_by_name, self._renamed_imports
        wanted = dict.fromkeys(names)
        for name in renamed.keys() & wanted.keys():
            wanted.update(dict.fromkeys(renamed[name]))
        for name in wanted:
            yield from table.get(name, ())

    @property
    def _renamed_imports(self) -> dict[str, list[str]]:
        """What ``import … as`` calls names."""
        if self._renamed is None:
            self._renamed = {}
            for statement, _ in self.imports:
                for alias in statement.names:
                    if alias.asname is not None:
                        self._renamed.setdefault(alias.name, []).append(alias.asname)
        return self._renamed

    @property
    def returns_of(self) -> dict[ast.AST, list[tuple[ast.Return, Scope]]]:
        """The ``return`` statements of each function."""
        if self._returns_of is None:
            self._returns_of = {}
            for item in self.returns:
                self._returns_of.setdefault(item[1].node, []).append(item)
        return self._returns_of

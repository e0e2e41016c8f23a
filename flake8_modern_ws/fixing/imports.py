"""Which expression reaches a name of the library, and which import it needs."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import NamedTuple

from ..catalog import exports
from ..catalog.switched_names import SWITCHED
from ..model.scopes import Binding, Block, Scope
from ..model.surroundings import Guard, Kind, is_try
from .changes import Imported, ImportStatement, Need
from .reasons import Reason, Withheld
from .subject import Subject

PACKAGE = "websockets"
#: What several changes write.
RESPONSE = "websockets.http11.Response"
HEADERS = "websockets.datastructures.Headers"
#: The rank of an import inside a ``try``, as a place for another.
_TRIED = 2
#: Modules whose names the package hands on, the same objects.
_REEXPORTED = frozenset({
    "websockets.asyncio.client", "websockets.asyncio.server", "websockets.asyncio.router",
    "websockets.client", "websockets.server", "websockets.exceptions", "websockets.protocol",
    "websockets.datastructures", "websockets.frames", "websockets.http11", "websockets.typing",
})


class Located(NamedTuple):
    """A qualified name as the module and the name that an import takes, and what follows it."""

    module: str
    name: str
    member: str

    @property
    def path(self) -> str:
        """What is imported."""
        return f"{self.module}.{self.name}"


def located(path: str) -> Located:
    """Where a qualified name is to be imported from: members of a class come with the class.

    ``websockets.frames.Opcode.TEXT`` is ``.TEXT`` of what ``websockets.frames`` exports.
    """
    module, _, name = path.rpartition(".")
    if module in exports.INTRODUCED and module.rpartition(".")[2][:1].isupper():
        parent, _, class_name = module.rpartition(".")
        return Located(parent, class_name, f".{name}")
    return Located(module, name, "")


class Imports:
    """Answers for one file. Remembers what it promised, so that names do not clash."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._promised: dict[tuple[int, str], str] = {}
        self._given_up: set[str] = set()

    def give_up(self, name: str) -> None:
        """Note that every use of a name that nothing in the file binds is to be replaced."""
        self._given_up.add(name)

    def of_package(self, path: str) -> str | None:
        """The same object as a name of the package, if every supported release has it there."""
        module, _, name = path.rpartition(".")
        short = f"{PACKAGE}.{name}"
        supported = self._subject.supported
        if short in SWITCHED:
            row = SWITCHED[short]
            return short if row.modern == path and supported.guarantees(row.switched) else None
        since = exports.INTRODUCED.get(short)
        if module not in _REEXPORTED or since is None or path not in exports.INTRODUCED:
            return None
        return short if supported.guarantees(since) else None

    def reach(
        self, path: str, scope: Scope, statement: ast.stmt, deferred: bool = False,
        beside: ast.stmt | None = None,
    ) -> tuple[str, list[Need]]:
        """An expression for a qualified name at a place, and the imports that it needs.

        ``deferred`` marks types that are never evaluated. Raises ``Withheld``.
        """
        module, name, member = place = located(path)
        existing = self._existing(place.path, scope, statement)
        if existing is not None:
            return existing + member, []
        above = False
        if beside is not None:
            within = scope
        else:
            try:
                beside, within = self._anchor(module, scope, statement, deferred)
            except Withheld:
                if self._subject.model.imported_names:
                    beside, within, above = self._inside(scope, statement)
                else:
                    beside, within, above = self._first_place()
        local = self.local_name(place.path, within, scope)
        return local + member, [Need(beside, Imported(module, name, local), above)]

    def _first_place(self) -> tuple[ast.stmt, Scope, bool]:
        """A place in a file that does not import the library and gets its objects from others."""
        module = self._subject.structure.module
        body = module.node.body if isinstance(module.node, ast.Module) else []
        imports = [s for s in body if isinstance(s, (ast.Import, ast.ImportFrom))]
        if imports:
            return imports[-1], module, False
        first = body[0]
        documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        return first, module, not documented

    def _inside(self, scope: Scope, statement: ast.stmt) -> tuple[ast.stmt, Scope, bool]:
        """The start of the function around a place: the file imports the library elsewhere.

        Raises ``Withheld`` where there is none.
        """
        for found in _chain(scope):
            node = found.node
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            alone = first.lineno > node.lineno and first.lineno <= statement.lineno and (
                not getattr(first, "decorator_list", ()))
            if alone:
                return first, found, not documented
            break
        raise Withheld(Reason.NO_PLACE)

    def _existing(self, path: str, scope: Scope, statement: ast.stmt) -> str | None:
        """A name in reach that always means the path already."""
        module, _, name = path.rpartition(".")
        for wanted, suffix in ((path, ""), (module, f".{name}")):
            for binding in self._imported(wanted, scope):
                if self._is_reliable(binding, scope, statement):
                    return binding.name + suffix
        return None

    def _imported(self, path: str, scope: Scope) -> Iterator[Binding]:
        current: Scope | None = scope
        while current is not None:
            for name, bindings in current.bindings.items():
                if len(bindings) == 1 and bindings[0].kind == "import" and (
                    self._subject.model.names.imported(bindings[0]) == path
                ) and scope.lookup(name) is bindings and not _is_dotted(bindings[0], path):
                    yield bindings[0]
            current = current.parent

    def _is_reliable(self, binding: Binding, scope: Scope, statement: ast.stmt) -> bool:
        found = binding.statement
        if found is None or self._guards(found, binding.scope):
            return False
        if binding.scope is scope or binding.scope.kind == "module":
            return found.lineno < statement.lineno or _runs_later(scope, binding.scope)
        return True

    def _guards(self, statement: ast.stmt, scope: Scope) -> list[Guard]:
        return list(self._subject.model.guards.of(statement, scope))

    def local_name(self, path: str, within: Scope, scope: Scope) -> str:
        """A name under which a path can be imported into a scope for a use in another."""
        name = path.rpartition(".")[2]
        prefix = "WebSocket" if name[:1].isupper() else "websocket_"
        for candidate in (name, prefix + name):
            promised = self._promised.get((id(within), candidate))
            if promised == path and not scope.lookup(candidate):
                return candidate
            if promised is None and self.is_free(candidate, within, scope):
                self._promised[id(within), candidate] = path
                return candidate
        raise Withheld(Reason.NAME_TAKEN, f"'{name}' is already used for something else")

    def is_free(self, name: str, within: Scope, scope: Scope) -> bool:
        """Whether binding a name in a scope captures nothing, there and at a use."""
        if scope.lookup(name) or within.lookup(name) or hasattr(builtins, name):
            return False
        return name in self._given_up or not any(
            where.lookup(name) == [] for _, where, _ in
            self._subject.structure.uses.get(name, ()))

    def _anchor(
        self, module: str, scope: Scope, statement: ast.stmt, deferred: bool
    ) -> tuple[ast.stmt, Scope]:
        """The statement below which an import serves a place."""
        ranked: list[tuple[int, int, ImportStatement, Scope]] = []
        reachable = set(_chain(scope))
        for found, where in self._subject.structure.imports:
            if where not in reachable or where.kind == "class" or not self._is_ours(found):
                continue
            rank = self._rank(found, where, deferred)
            if rank is None:
                continue
            if found.lineno > statement.lineno and not _runs_later(scope, where):
                continue
            ranked.append((rank, found.lineno, found, where))
        if not ranked:
            raise Withheld(Reason.NO_PLACE)
        ranked.sort(key=lambda item: item[:2])
        best = [item for item in ranked if item[0] == ranked[0][0]]
        # In the order of modules, as sorted imports are.
        before = [item for item in best if _order(item[2]) <= (1, module)] or best[:1]
        rank, _, found, where = before[-1]
        if rank == _TRIED:
            attempt = self._with_fallback(found)
            if attempt is not None:
                return attempt, where
        return found, where

    def _with_fallback(self, found: ImportStatement) -> ast.stmt | None:
        """The ``try`` of an import, if another arm of it imports the library as well.

        The one import that the file needs is that of no arm then.
        """
        positions = self._subject.structure.positions
        block: Block = found
        outermost: ast.stmt | None = None
        while (position := positions.get(block)) is not None:
            block = position.parent
            if is_try(block) and any(
                isinstance(node, (ast.Import, ast.ImportFrom)) and self._is_ours(node)
                for handler in getattr(block, "handlers", ()) for node in handler.body
            ):
                assert isinstance(block, ast.stmt)
                outermost = block
        return outermost

    def _rank(self, found: ImportStatement, where: Scope, deferred: bool) -> int | None:
        guards = self._guards(found, where)
        if not guards:
            return 0 if where.kind == "module" else 1
        if all(guard.kind is Kind.ATTEMPT for guard in guards):
            return _TRIED
        if deferred and self._subject.never_runs(found.names[0], where, found):
            return 3
        return None

    def _is_ours(self, statement: ImportStatement) -> bool:
        names = self._subject.model.names
        if isinstance(statement, ast.ImportFrom):
            if statement.level:
                return False
            roots = {(statement.module or "").partition(".")[0]}
        else:
            roots = {alias.name.partition(".")[0] for alias in statement.names}
        return PACKAGE in roots and not names.is_local(PACKAGE)


def _order(statement: ImportStatement) -> tuple[int, str]:
    if isinstance(statement, ast.ImportFrom):
        return 1, statement.module or ""
    return 0, statement.names[0].name


def _is_dotted(binding: Binding, path: str) -> bool:
    """``import a.b`` binds ``a``, whatever path it loads."""
    return isinstance(binding.statement, ast.Import) and "." in path and binding.name == (
        path.partition(".")[0])


def _runs_later(scope: Scope, outer: Scope) -> bool:
    """Whether code of a scope runs after the body of an outer one: there is a function between."""
    current: Scope | None = scope
    while current is not None and current is not outer:
        if current.kind in ("function", "lambda"):
            return True
        current = current.parent
    return False


def _chain(scope: Scope) -> Iterator[Scope]:
    current: Scope | None = scope
    while current is not None:
        yield current
        current = current.parent

"""Finds the uses of a library's names, through aliases, strings and attribute names."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from .annotations import parse as parse_annotation
from .events import ImportedName, Reference
from .linked import MARK
from .names import Names, chain
from .scopes import Scope, Structure
from .values import string

#: Calls that take an object and the name of one of its attributes.
_ATTRIBUTE_CALLS = frozenset({"getattr", "setattr", "delattr"})
_PATCH_CALLS = frozenset({"object", "setattr", "delattr", "spy"})
_IMPORTING_MODULES = frozenset({"pytest", "importlib", "pkgutil", "sys", "builtins"})
#: Statements that give a name another.
_ALIASING = tuple(
    getattr(ast, name) for name in ("Assign", "AnnAssign", "TypeAlias") if hasattr(ast, name))
_IMPORT_CALLS = frozenset({
    "__import__", "import_module", "resolve_name", "importorskip", "getattr"})
_ALL_BUT_FIRST = -1
#: Callables whose string arguments are types, and which of them.
_TYPE_ARGUMENTS = {
    "typing.cast": 0, "typing.NewType": 1, "typing.assert_type": 1,
    "typing_extensions.assert_type": 1, "typing.ForwardRef": 0,
    "typing.TypeVar": _ALL_BUT_FIRST, "typing_extensions.TypeVar": _ALL_BUT_FIRST,
}
#: Callables whose second argument lists the types of fields.
_FIELD_CALLS = frozenset({
    "typing.NamedTuple", "typing.TypedDict", "typing_extensions.TypedDict",
    "typing_extensions.NamedTuple", "dataclasses.make_dataclass",
})
_TYPE_CALLS = frozenset(
    path.rpartition(".")[2] for path in (*_TYPE_ARGUMENTS, *_FIELD_CALLS))
_TYPE_ALIASES = frozenset({"typing.TypeAlias", "typing_extensions.TypeAlias"})
_GENERIC_BASES = frozenset({
    "typing.Generic", "typing.Protocol", "typing_extensions.Protocol",
    "typing_extensions.Generic"})
_String: TypeAlias = tuple[ast.Constant, Scope, ast.stmt]
_GENERIC_MODULES = ("typing.", "typing_extensions.", "collections.", "contextlib.", "asyncio.")
#: Names under which the modules of types are imported.
_TYPING_NAMES = ("typing", "typing_extensions", "t", "te", "tp")
_BUILTIN_GENERICS = frozenset({"list", "dict", "set", "frozenset", "tuple", "type"})


def imported_names(
    structure: Structure, names: Names, libraries: frozenset[str]
) -> list[ImportedName]:
    """Every alias that imports something of the libraries."""
    found = []
    for statement, scope in structure.imports:
        if isinstance(statement, ast.ImportFrom) and statement.level:
            continue
        for alias in statement.names:
            star = alias.name == "*"
            if isinstance(statement, ast.Import):
                path = alias.name
            else:
                path = str(statement.module) if star else f"{statement.module}.{alias.name}"
            root = path.partition(".")[0]
            if root in libraries and not names.is_local(root):
                found.append(ImportedName(path, alias, scope, statement, star))
    return found


class References:
    """The uses of the names of some libraries in one module."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        libraries: frozenset[str],
        lines: Sequence[str],
        visit: Callable[[ast.expr, Scope, ast.stmt], None],
        starred: frozenset[str],
    ) -> None:
        self._structure = structure
        self._names = names
        self._libraries = libraries
        self._lines = lines
        self._visit = visit
        self._starred = starred

    def collect(self) -> list[Reference]:
        """All references, in no particular order."""
        candidates = self._candidates()
        self._read_strings(candidates)
        found: list[Reference] = []
        for name in candidates:
            for node, scope, statement in self._structure.uses.get(name, ()):
                bound = self._names.name_paths(name, scope)
                if bound and bound[0].startswith(MARK):
                    paths = bound = self._names.paths(node, scope)
                else:
                    suffix = "".join("." + attribute for attribute in chain(node)[1])
                    paths = tuple(path + suffix for path in bound)
                if not bound or not self._ours(bound):
                    continue
                found.append(Reference(paths, bound, node, scope, statement))
        found.extend(self._attributes_of_calls())
        found.extend(self._named_attributes())
        return found

    def _ours(self, paths: tuple[str, ...]) -> bool:
        return any(path.partition(".")[0] in self._libraries for path in paths)

    def _candidates(self) -> set[str]:
        """Local names that may mean something of the libraries; more rather than fewer.

        Starts from the imports and follows the uses of each name into assignments, so that
        its cost is that of the library's own names.
        """
        candidates: set[str] = set(self._starred)
        importers: set[str] = {"__import__", "getattr"}
        for statement, _ in self._structure.imports:
            module = getattr(statement, "module", None) or ""
            for alias in statement.names:
                root = (module or alias.name).partition(".")[0]
                if root in self._libraries or root in _IMPORTING_MODULES or (
                    self._names.linked(statement, alias) is not None
                ):
                    name = alias.asname or alias.name.partition(".")[0]
                    (importers if root in _IMPORTING_MODULES else candidates).add(name)
        pending = [*candidates, *importers]
        while pending:
            name = pending.pop()
            for _, _, user in self._structure.uses.get(name, ()):
                value = getattr(user, "value", None)
                if value is None or not isinstance(user, _ALIASING):
                    continue
                if _may_be_alias(value):
                    new = _target_names(user) - candidates
                    candidates |= new
                    pending.extend(new)
            for walrus, value in self._structure.walruses:
                if walrus not in candidates and name in _alias_bases(value):
                    candidates.add(walrus)
                    pending.append(walrus)
        return candidates

    def _read_strings(self, candidates: set[str]) -> None:
        """Parse the string annotations in which a candidate stands; record their uses."""
        strings = dict.fromkeys(self._structure.strings)
        strings.update(dict.fromkeys(self._strings_of_calls(candidates)))
        strings.update(dict.fromkeys(self._strings_of_subscripts(candidates)))
        strings.update(dict.fromkeys(self._strings_of_aliases()))
        for constant, scope, statement in strings:
            if _mentions(constant, candidates):
                expression = parse_annotation(constant, self._lines)
                if expression is not None:
                    self._visit(expression, scope, statement)

    def _strings_of_calls(self, candidates: set[str]) -> Iterator[_String]:
        """Strings that are types outside annotations: ``cast("X", …)``."""
        for call, scope, statement in self._structure.calls_named(_TYPE_CALLS):
            arguments = [*call.args, *(k.value for k in call.keywords if k.arg == "bound")]
            fields = list(_field_types(call.args[1])) if len(call.args) > 1 else []
            if any(_mentions(field, candidates) for field in fields) and self._names.path(
                call.func, scope
            ) in _FIELD_CALLS:
                for field in fields:
                    if isinstance(field, ast.Constant):
                        yield field, scope, statement
                continue
            if not any(_mentions(argument, candidates) for argument in arguments):
                continue
            path = self._names.path(call.func, scope)
            position = _TYPE_ARGUMENTS.get(path or "")
            if position is None:
                continue
            if position == _ALL_BUT_FIRST:
                arguments = arguments[1:]
            else:
                arguments = call.args[position:position + 1]
            for argument in arguments:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument, scope, statement

    def _strings_of_subscripts(self, candidates: set[str]) -> Iterator[_String]:
        """Strings that are types in aliases and bases: ``List["X"]``, ``Generic["X"]``."""
        for subscript, scope, statement in self._structure.subscripts:
            found: list[ast.Constant] = []
            stack: list[ast.expr] = [subscript.slice]
            while stack:
                part = stack.pop()
                if isinstance(part, (ast.Tuple, ast.List)):
                    stack.extend(part.elts)
                elif isinstance(part, ast.Constant) and _mentions(part, candidates):
                    found.append(part)
            if not found:
                continue
            base = subscript.value
            path = self._names.path(base, scope) or ""
            if path.endswith(".Annotated") and isinstance(subscript.slice, ast.Tuple):
                found = [part for part in found if part is subscript.slice.elts[0]]
            builtin = (isinstance(base, ast.Name) and base.id in _BUILTIN_GENERICS
                       and not scope.lookup(base.id))
            generic = path.startswith(_GENERIC_MODULES) and not path.endswith(".Literal")
            if builtin or generic or self._is_generic_class(base, scope):
                for part in found:
                    yield part, scope, statement

    def _strings_of_aliases(self) -> Iterator[_String]:
        """``Name: TypeAlias = "X"``."""
        for name in ("TypeAlias", *_TYPING_NAMES):
            for node, scope, statement in self._structure.uses.get(name, ()):
                if (isinstance(statement, ast.AnnAssign) and statement.annotation is node
                        and isinstance(statement.value, ast.Constant)
                        and isinstance(statement.value.value, str)
                        and self._names.path(node, scope) in _TYPE_ALIASES):
                    yield statement.value, scope, statement

    def _is_generic_class(self, base: ast.expr, scope: Scope) -> bool:
        """Whether a class of the file takes types in brackets."""
        bindings = scope.lookup(base.id) if isinstance(base, ast.Name) else []
        node = bindings[0].node if len(bindings) == 1 else None
        if not isinstance(node, ast.ClassDef):
            return False
        return bool(getattr(node, "type_params", ())) or any(
            isinstance(item, ast.Subscript)
            and self._names.path(item.value, bindings[0].scope) in _GENERIC_BASES
            for item in node.bases)

    def _attributes_of_calls(self) -> Iterator[Reference]:
        """``importlib.import_module("a.b").c`` and ``sys.modules["a.b"].c``."""
        for node, scope, statement in self._structure.attributes:
            base, attributes = chain(node)
            if isinstance(base, (ast.Call, ast.Subscript, ast.NamedExpr)):
                bound = self._names.paths(base, scope)
                if bound and self._ours(bound):
                    suffix = "." + ".".join(attributes)
                    paths = tuple(path + suffix for path in bound)
                    yield Reference(paths, bound, node, scope, statement)

    def _named_attributes(self) -> Iterator[Reference]:
        """``getattr(module, "name")`` and ``mock.patch.object(module, "name")``."""
        for call, scope, statement in self._structure.calls_named(
            _ATTRIBUTE_CALLS | _PATCH_CALLS
        ):
            if len(call.args) < 2:
                continue
            function = call.func
            if isinstance(function, ast.Name):
                if function.id not in _ATTRIBUTE_CALLS or scope.lookup(function.id):
                    continue
                if function.id == "getattr" and len(call.args) > 2:
                    continue  # a default: the code copes with the absence
            elif not isinstance(function, ast.Attribute) or function.attr not in _PATCH_CALLS:
                continue
            owners = self._names.paths(call.args[0], scope)
            if not owners or not self._ours(owners):
                continue
            attribute = string(call.args[1], scope)
            if attribute is not None and attribute.isidentifier():
                paths = tuple(f"{owner}.{attribute}" for owner in owners)
                yield Reference(paths, owners, call.args[1], scope, statement)


def _field_types(node: ast.expr) -> Iterator[ast.expr]:
    """The types in ``[("name", "X")]`` and in ``{"name": "X"}``."""
    if isinstance(node, ast.Dict):
        yield from node.values
    elif isinstance(node, (ast.List, ast.Tuple)):
        for item in node.elts:
            if isinstance(item, ast.Tuple) and len(item.elts) > 1:
                yield item.elts[1]


def _may_be_alias(value: ast.expr) -> bool:
    """Whether an assigned value can mean a library's module or name, not a result of it."""
    base = chain(value)[0]
    return not isinstance(base, ast.Call) or _last_name(base.func) in _IMPORT_CALLS or any(
        isinstance(argument, ast.Constant) for argument in base.args[:1])


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _target_names(statement: ast.stmt) -> set[str]:
    """The names that an assignment or a type alias binds."""
    targets: list[ast.expr] = getattr(statement, "targets", None) or [
        getattr(statement, "target", None) or statement.name]  # type: ignore[attr-defined]
    if len(targets) == 1 and isinstance(targets[0], ast.Name):
        return {targets[0].id}
    # The object of ``self.name = ...`` is used, not bound.
    return {node.id for target in targets for node in ast.walk(target)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _alias_bases(value: ast.expr) -> set[str]:
    """First names of the chains that a walrus may stand for."""
    bases = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    return bases if _may_be_alias(value) else set()


def _mentions(node: ast.expr, candidates: set[str]) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    text = node.value
    return any(name in text for name in candidates)

"""Dotted paths in strings, where the program imports, patches or looks up what they name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .names import Names, chain, imported_module
from .scopes import Scope, Structure
from .values import string

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]

#: Calls whose first argument is a module, or a path to something in one.
_IMPORTS = frozenset({
    "importlib.__import__", "builtins.__import__", "pkgutil.resolve_name",
    "pytest.importorskip", "runpy.run_module", "django.utils.module_loading.import_string",
    "werkzeug.utils.import_string", "fixtures.MonkeyPatch",
})
_FIND_SPEC = frozenset({"importlib.util.find_spec"})
#: Last names of calls that this module knows, to leave all others alone early.
_LAST_NAMES = frozenset({
    "import_module", "__import__", "resolve_name", "importorskip", "run_module", "import_string",
    "MonkeyPatch", "find_spec", "patch", "multiple", "dict", "setattr", "delattr", "setitem",
    "delitem",
})
_MODULES = "sys.modules"


class PathString(NamedTuple):
    """A dotted path in a string: ``node`` is the expression that holds it.

    ``path`` is the whole path; with ``patch.multiple("a.b", name=…)`` there is one for the
    target and one for each keyword.
    """

    path: str
    node: ast.AST
    scope: Scope
    statement: ast.stmt
    #: Whether the string is part of a test that the module exists, and imports nothing.
    tested: bool = False


class PathStrings:
    """Finds the strings of one module that name something of some libraries."""

    def __init__(
        self, structure: Structure, names: Names, libraries: frozenset[str], parents: Parents
    ) -> None:
        self._structure = structure
        self._names = names
        self._libraries = libraries
        self._parents = parents

    def collect(self) -> list[PathString]:
        """All such strings, in no particular order."""
        return [found for found in self._all() if self._is_ours(found.path)]

    def _is_ours(self, path: str) -> bool:
        root, dot, _ = path.partition(".")
        return (bool(dot) and root in self._libraries and not self._names.is_local(root)
                and all(part.isidentifier() for part in path.split(".")))

    def _all(self) -> Iterator[PathString]:
        for call, scope, statement in self._structure.calls_named(_LAST_NAMES):
            if call.args or call.keywords:
                path = self._names.path(call.func, scope)
                yield from self._of_call(call, path, scope, statement)
        for subscript, scope, statement in self._structure.subscripts:
            path = string(subscript.slice, scope)
            if path is not None and self._names.path(subscript.value, scope) == _MODULES:
                yield PathString(path, subscript.slice, scope, statement)

    def _of_call(
        self, call: ast.Call, path: str | None, scope: Scope, statement: ast.stmt
    ) -> Iterator[PathString]:
        first = _argument(call, 0, "name", "target", "module_name", "mod_name", "modname")
        if first is None:
            return
        if path == "importlib.import_module":
            module = imported_module(call, scope) if call.args else string(first, scope)
            if module is not None:
                yield PathString(module, first, scope, statement)
            return
        text = string(first, scope)
        if path in _IMPORTS or self._is_builtin_import(call.func, scope):
            if text is not None:
                # pkgutil.resolve_name: "package.module:object"
                yield PathString(text.replace(":", "."), first, scope, statement)
        elif path in _FIND_SPEC:
            if text is not None:
                tested = self._is_test(call, scope, statement)
                yield PathString(text, first, scope, statement, tested)
        elif self._is_patch(call.func, path, scope):
            if text is not None:
                yield PathString(text, first, scope, statement)
        else:
            yield from self._of_method(call, first, scope, statement)

    def _of_method(
        self, call: ast.Call, first: ast.expr, scope: Scope, statement: ast.stmt
    ) -> Iterator[PathString]:
        """``patch.multiple``, ``patch.dict`` and the methods of pytest's ``monkeypatch``."""
        function = call.func
        if not isinstance(function, ast.Attribute):
            return
        text = string(first, scope)
        owner = self._names.path(function.value, scope)
        if function.attr in ("multiple", "dict") and self._is_patch(
            function.value, owner, scope
        ):
            if function.attr == "multiple" and text is not None:
                yield PathString(text, first, scope, statement)
                for keyword in call.keywords:
                    if keyword.arg not in (None, "spec", "create", "spec_set", "autospec",
                                           "new_callable", "target"):
                        yield PathString(f"{text}.{keyword.arg}", keyword, scope, statement)
            elif function.attr == "dict" and self._is_modules(first, text, scope):
                values = _argument(call, 1, "values")
                for key in values.keys if isinstance(values, ast.Dict) else ():
                    module = string(key, scope)
                    if key is not None and module is not None:
                        yield PathString(module, key, scope, statement)
        elif function.attr in ("setattr", "delattr"):
            if text is not None:
                yield PathString(text, first, scope, statement)
        elif function.attr in ("setitem", "delitem") and self._is_modules(first, text, scope):
            key = _argument(call, 1, "name")
            module = string(key, scope)
            if key is not None and module is not None:
                yield PathString(module, key, scope, statement)

    def _is_modules(self, node: ast.expr, text: str | None, scope: Scope) -> bool:
        return text == _MODULES or self._names.path(node, scope) == _MODULES

    def _is_builtin_import(self, function: ast.expr, scope: Scope) -> bool:
        return (isinstance(function, ast.Name) and function.id == "__import__"
                and not scope.lookup("__import__"))

    def _is_patch(self, function: ast.expr, path: str | None, scope: Scope) -> bool:
        """``unittest.mock.patch``, or the method ``patch`` of a fixture such as ``mocker``."""
        if path is not None:
            return path in ("mock.patch", "asynctest.patch") or path.endswith(".mock.patch")
        base, attributes = chain(function)
        if not isinstance(base, ast.Name) or attributes[-1:] != ["patch"]:
            return False
        owner = attributes[-2] if len(attributes) > 1 else base.id
        if "mock" in owner.lower():
            return True
        bindings = scope.lookup(base.id)
        return len(attributes) == 1 and bool(bindings) and all(
            binding.annotation is not None and "Mock" in ast.dump(binding.annotation)
            for binding in bindings)

    def _is_test(self, call: ast.Call, scope: Scope, statement: ast.stmt) -> bool:
        """Whether the outcome of ``find_spec`` is only asked for, or kept to be asked."""
        parents = self._parents(statement)
        parent = parents.get(call)
        if isinstance(parent, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.If, ast.While,
                               ast.IfExp, ast.Assert)):
            return True
        if isinstance(parent, ast.Call):
            return isinstance(parent.func, ast.Name) and parent.func.id in ("bool", "any", "all")
        if isinstance(parent, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            target = parent.targets[0] if isinstance(parent, ast.Assign) else parent.target
            return not isinstance(target, ast.Name) or not self._is_loaded(target.id)
        return not isinstance(parent, ast.Attribute)

    def _is_loaded(self, name: str) -> bool:
        """Whether a module is made from the spec with this name: ``module_from_spec(name)``."""
        for node, scope, statement in self._structure.uses.get(name, ()):
            parent = self._parents(statement).get(node)
            if isinstance(node, ast.Attribute) and node.attr == "loader":
                return True
            if isinstance(parent, ast.Call) and node in parent.args:
                path = self._names.path(parent.func, scope) or ""
                if path.endswith("module_from_spec"):
                    return True
        return False


def _argument(call: ast.Call, position: int, *keywords: str) -> ast.expr | None:
    """An argument by position, or by one of its names."""
    if len(call.args) > position:
        argument = call.args[position]
        return None if isinstance(argument, ast.Starred) else argument
    for keyword in call.keywords:
        if keyword.arg in keywords:
            return keyword.value
    return None

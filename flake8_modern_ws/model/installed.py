"""What tests of the installed ``websockets`` come to, release by release.

Three answers: true, false, or unknown. Text compares as text and tuples as tuples, as they
would when the program runs, so that a comparison that only seems to work is not believed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from .compared import PRESENT, ParsedVersion, Present, compare, truth
from .names import Names
from .scopes import Scope, Structure
from .values import UNKNOWN, string

#: What a name stands for in one release: asked back, as its bindings may be guarded.
NameValue: TypeAlias = Callable[[ast.Name, Scope, str, int], object]

class Exists(Protocol):
    """Whether a path can be imported, or reached as an attribute, in a release."""

    def __call__(self, path: str, release: str, attribute: bool = False) -> bool | None:
        """None if that is not known."""


#: How deep expressions are followed.
DEPTH = 24
LIBRARY = "websockets"
_METADATA = ("importlib.metadata", "importlib_metadata")
_VERSION_CALLS = frozenset(f"{module}.version" for module in _METADATA)
_DISTRIBUTION_CALLS = frozenset({
    *(f"{module}.distribution" for module in _METADATA), "pkg_resources.get_distribution"})
_PARSERS = frozenset({
    "packaging.version.Version", "packaging.version.parse", "packaging.version.LegacyVersion",
    "distutils.version.LooseVersion", "distutils.version.StrictVersion",
    "looseversion.LooseVersion", "pkg_resources.parse_version", "setuptools.version.parse",
    "pkg_resources.extern.packaging.version.parse",
    "pkg_resources.extern.packaging.version.Version", "pkg_resources.packaging.version.parse",
})
_SIGNATURES = frozenset({"inspect.signature", "inspect.getfullargspec"})
_FIND_SPEC = frozenset({"importlib.util.find_spec", "importlib.find_loader", "pkgutil.find_loader"})
#: Modules of which some function tells what is installed, and calls that ask by themselves.
_ASKED_MODULES = frozenset({
    "importlib", "importlib_metadata", "pkg_resources", "pkgutil", "inspect"})
_ASKING = frozenset({"hasattr", "dir", "vars", "getattr", "suppress"})
_TEXT_METHODS = frozenset({
    "split", "rsplit", "partition", "rpartition", "startswith", "strip", "replace", "isdigit",
    "removeprefix",
})


def asks_installed(node: ast.AST, names: Names, scope: Scope) -> bool:
    """Whether one expression, on its own, asks which release is installed."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        return _is_version(names.path(node, scope))
    if isinstance(node, ast.Call):
        paths = names.paths(node.func, scope)
        if _all_in(paths, _VERSION_CALLS | _DISTRIBUTION_CALLS):
            return bool(node.args) and string(node.args[0], scope) == LIBRARY
        if _all_in(paths, _SIGNATURES):
            asked = names.path(node.args[0], scope) if node.args else None
            return asked is not None and asked.partition(".")[0] == LIBRARY
        if _all_in(paths, _FIND_SPEC):
            module = string(node.args[0], scope) if node.args else None
            return module is not None and module.startswith(LIBRARY + ".")
        if any(_is_builtin(node.func, name, scope) for name in ("hasattr", "dir", "vars")) or (
            _is_builtin(node.func, "getattr", scope) and len(node.args) == 3
        ):
            owner = names.path(node.args[0], scope) if node.args else None
            return owner is not None and owner.partition(".")[0] == LIBRARY
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        module = string(node.left, scope)
        return (module is not None and module.startswith(LIBRARY + ".")
                and names.path(node.comparators[0], scope) == "sys.modules")
    return False


def may_ask(structure: Structure, wanted: Iterable[str]) -> bool:
    """A quick look: whether anything in a file can ask which release is installed.

    ``wanted`` are the paths of the library that it mentions. False only if no expression of the
    file does, on its own.
    """
    if any(map(_is_version, wanted)):
        return True
    for statement, _ in structure.imports:
        module = getattr(statement, "module", None)
        if any((module or alias.name).partition(".")[0] in _ASKED_MODULES
               for alias in statement.names):
            return True
    if "modules" in structure.uses or any(
        getattr(node, "attr", "") == "modules" for node, _, _ in structure.uses.get("sys", ())
    ):
        return True
    return any(getattr(call.func, "id", "") != "getattr" or len(call.args) == 3
               for call, _, _ in structure.calls_named(_ASKING))


def _is_version(path: str | None) -> bool:
    return path is not None and (
        path in ("websockets.__version__", "websockets.version", "websockets.__all__",
                 "websockets.__dict__")
        or path.startswith("websockets.version."))


def _all_in(paths: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether a name is one of these, whichever it means: the module or its backport."""
    return bool(paths) and known.issuperset(paths)


def _is_builtin(function: ast.expr, name: str, scope: Scope) -> bool:
    return isinstance(function, ast.Name) and function.id == name and not scope.lookup(name)


class Installed:
    """Evaluates expressions under the assumption that one release is installed."""

    def __init__(self, names: Names, exists: Exists, name_value: NameValue) -> None:
        self._names = names
        self._exists = exists
        self._name_value = name_value

    def truth(self, test: ast.expr, scope: Scope, release: str, depth: int) -> bool | None:
        """Whether a test holds; None if that is not known."""
        return truth(self.value(test, scope, release, depth))

    def value(
        self, node: ast.expr | None, scope: Scope, release: str, depth: int = DEPTH
    ) -> object:
        """The value of an expression, ``PRESENT`` or ``UNKNOWN``."""
        if node is None or depth <= 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._named(node, scope, release, depth - 1)
        evaluate = _EVALUATORS.get(type(node))
        if evaluate is None:
            return UNKNOWN
        try:
            return evaluate(self, node, scope, release, depth - 1)
        except (TypeError, ValueError, IndexError, KeyError, OverflowError):
            return UNKNOWN  # the program would fail there

    def _named(
        self, node: ast.Name | ast.Attribute, scope: Scope, release: str, depth: int
    ) -> object:
        path = self._names.path(node, scope)
        if path in ("websockets.__version__", "websockets.version.version",
                    "websockets.version.tag"):
            return release
        if isinstance(node, ast.Name):
            return self._name_value(node, scope, release, depth)
        owner = self.value(node.value, scope, release, depth)
        if isinstance(owner, ParsedVersion):
            if node.attr in ("release", "version"):
                return owner.written
            if node.attr in ("major", "minor", "micro"):
                return (*owner, 0, 0, 0)[("major", "minor", "micro").index(node.attr)]
        if owner is _DISTRIBUTION and node.attr == "version":
            return release
        if owner is _DISTRIBUTION and node.attr == "parsed_version":
            return ParsedVersion.of(release) or UNKNOWN
        return UNKNOWN

    def _call(self, node: ast.Call, scope: Scope, release: str, depth: int) -> object:
        paths = self._names.paths(node.func, scope)
        first = node.args[0] if node.args else None
        if _all_in(paths, _VERSION_CALLS):
            return release if string(first, scope) == LIBRARY else UNKNOWN
        if _all_in(paths, _DISTRIBUTION_CALLS):
            return _DISTRIBUTION if string(first, scope) == LIBRARY else UNKNOWN
        if _all_in(paths, _PARSERS):
            text = self.value(first, scope, release, depth)
            parsed = ParsedVersion.of(text) if isinstance(text, str) else None
            return UNKNOWN if parsed is None else parsed
        if _all_in(paths, _FIND_SPEC):
            module = string(first, scope)
            known = None if module is None else self._exists(module, release)
            return UNKNOWN if known is None else PRESENT if known else None
        if isinstance(node.func, ast.Attribute):
            return self._method(node, node.func, scope, release, depth)
        if isinstance(node.func, ast.Name) and not scope.lookup(node.func.id):
            return self._builtin(node, node.func.id, scope, release, depth)
        return UNKNOWN

    def _method(
        self, node: ast.Call, function: ast.Attribute, scope: Scope, release: str, depth: int
    ) -> object:
        owner = self.value(function.value, scope, release, depth)
        if not isinstance(owner, str) or function.attr not in _TEXT_METHODS or node.keywords:
            return UNKNOWN
        arguments = [self.value(a, scope, release, depth) for a in node.args]
        if any(a is UNKNOWN for a in arguments):
            return UNKNOWN
        result: object = getattr(owner, function.attr)(*arguments)
        return tuple(result) if isinstance(result, list) else result

    def _builtin(
        self, node: ast.Call, name: str, scope: Scope, release: str, depth: int
    ) -> object:
        if name in ("hasattr", "getattr") and len(node.args) >= 2:
            return self._attribute(node, name, scope, release)
        if name == "map" and len(node.args) == 2:
            function, items = node.args
            values = self.value(items, scope, release, depth)
            if isinstance(values, (tuple, str)) and _is_builtin(function, "int", scope):
                return tuple(int(item) for item in values)
            return UNKNOWN
        if len(node.args) != 1 or node.keywords:
            return UNKNOWN
        value = self.value(node.args[0], scope, release, depth)
        if value is UNKNOWN or value is PRESENT:
            return truth(value) if name == "bool" and value is PRESENT else UNKNOWN
        if name in ("tuple", "list") and isinstance(value, (tuple, str)):
            return tuple(value)
        if name in ("int", "float", "str") and isinstance(value, (str, int, float)):
            return {"int": int, "float": float, "str": str}[name](value)
        if name == "bool":
            return bool(value)
        if name == "len" and isinstance(value, (tuple, str)):
            return len(value)
        return UNKNOWN

    def _attribute(self, node: ast.Call, name: str, scope: Scope, release: str) -> object:
        owner = self._names.path(node.args[0], scope)
        attribute = string(node.args[1], scope)
        if owner is None or attribute is None or owner.partition(".")[0] != LIBRARY:
            return UNKNOWN
        known = self._exists(f"{owner}.{attribute}", release, attribute=True)
        if known is None:
            return UNKNOWN
        if name == "hasattr":
            return known
        if known:
            return release if attribute == "__version__" else PRESENT
        return self.value(node.args[2], scope, release, 1) if len(node.args) > 2 else UNKNOWN

    def _compare(self, node: ast.Compare, scope: Scope, release: str, depth: int) -> object:
        left = self.value(node.left, scope, release, depth)
        for comparison, right_node in zip(node.ops, node.comparators):
            right = self.value(right_node, scope, release, depth)
            outcome = compare(comparison, left, right)
            if not isinstance(outcome, bool):
                return UNKNOWN
            if not outcome:
                return False
            left = right
        return True

    def _boolean(self, node: ast.BoolOp, scope: Scope, release: str, depth: int) -> object:
        decisive = isinstance(node.op, ast.Or)
        known = True
        for part in node.values:
            outcome = self.truth(part, scope, release, depth)
            if outcome is decisive:
                return decisive
            known = known and outcome is not None
        return not decisive if known else UNKNOWN

    def _unary(self, node: ast.UnaryOp, scope: Scope, release: str, depth: int) -> object:
        if isinstance(node.op, ast.Not):
            outcome = self.truth(node.operand, scope, release, depth)
            return UNKNOWN if outcome is None else not outcome
        value = self.value(node.operand, scope, release, depth)
        if isinstance(node.op, ast.USub) and isinstance(value, (int, float)):
            return -value
        return UNKNOWN

    def _choice(self, node: ast.IfExp, scope: Scope, release: str, depth: int) -> object:
        outcome = self.truth(node.test, scope, release, depth)
        if outcome is None:
            return UNKNOWN
        return self.value(node.body if outcome else node.orelse, scope, release, depth)

    def _sequence(
        self, node: ast.Tuple | ast.List, scope: Scope, release: str, depth: int
    ) -> object:
        items = tuple(self.value(item, scope, release, depth) for item in node.elts)
        return UNKNOWN if any(item is UNKNOWN for item in items) else items

    def _subscript(self, node: ast.Subscript, scope: Scope, release: str, depth: int) -> object:
        value = self.value(node.value, scope, release, depth)
        if not isinstance(value, (str, tuple)):
            return UNKNOWN
        if isinstance(node.slice, ast.Slice):
            ends: list[Any] = [
                None if end is None else self.value(end, scope, release, depth)
                for end in (node.slice.lower, node.slice.upper, node.slice.step)]
            return value[slice(*ends)]  # TypeError for anything but numbers
        index = self.value(node.slice, scope, release, depth)
        return value[index] if isinstance(index, int) else UNKNOWN

    def _comprehension(
        self, node: ast.GeneratorExp | ast.ListComp, scope: Scope, release: str, depth: int
    ) -> object:
        """``int(part) for part in version.split(".")``, also with ``if part.isdigit()``."""
        generator = node.generators[0]
        element = node.elt
        if (
            len(node.generators) != 1 or not isinstance(generator.target, ast.Name)
            or not isinstance(element, ast.Call) or len(element.args) != 1
            or not isinstance(element.func, ast.Name) or element.func.id != "int"
            or not isinstance(element.args[0], ast.Name)
            or element.args[0].id != generator.target.id
        ):
            return UNKNOWN
        items = self.value(generator.iter, scope, release, depth)
        if not isinstance(items, (str, tuple)):
            return UNKNOWN
        if generator.ifs:
            # Releases are numbers throughout, so that a test for digits drops nothing.
            if not all(isinstance(item, str) and item.isdigit() for item in items):
                return UNKNOWN
            if not all(_tests_digits(test, generator.target.id) for test in generator.ifs):
                return UNKNOWN
        return tuple(int(item) for item in items)


def _tests_digits(test: ast.expr, name: str) -> bool:
    return (isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute)
            and test.func.attr in ("isdigit", "isdecimal", "isnumeric")
            and isinstance(test.func.value, ast.Name) and test.func.value.id == name)


#: What ``importlib.metadata.distribution("websockets")`` gives.
_DISTRIBUTION: Final = Present()

_EVALUATORS: Mapping[type[ast.expr], Callable[..., object]] = {
    ast.Call: Installed._call,
    ast.Compare: Installed._compare,
    ast.BoolOp: Installed._boolean,
    ast.UnaryOp: Installed._unary,
    ast.IfExp: Installed._choice,
    ast.Tuple: Installed._sequence,
    ast.List: Installed._sequence,
    ast.Subscript: Installed._subscript,
    ast.GeneratorExp: Installed._comprehension,
    ast.ListComp: Installed._comprehension,
}

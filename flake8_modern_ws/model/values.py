"""Constant values of expressions; anything unknown is unknown."""

from __future__ import annotations

import ast
import math
import operator
import sys
from collections.abc import Callable
from typing import Any

from .scopes import Binding, Scope

#: How many names and operators a value may pass through.
_DEPTH = 8
#: Larger numbers, in bits, are not computed.
_BITS = 4096


class Unknown:
    """The value that nothing is known of."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        return False


class EnvironmentText:
    """The value of an environment variable, unconverted: a ``str`` wherever it is set."""

    def __repr__(self) -> str:
        return "ENVIRONMENT_TEXT"


UNKNOWN = Unknown()
ENVIRONMENT_TEXT = EnvironmentText()

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
    ast.LShift: operator.lshift, ast.RShift: operator.rshift, ast.Pow: operator.pow,
}
_IMPORTED_VALUES: dict[str, object] = {
    "math.inf": math.inf, "math.nan": math.nan, "os.environ": UNKNOWN,
    "sys.maxsize": sys.maxsize,
}
#: Built-in functions of numbers that are computed.
_COMPUTED: dict[str, Callable[..., Any]] = {
    "abs": abs, "float": float, "int": int, "max": max, "min": min, "round": round,
}
_ENVIRONMENT_CALLS = frozenset({
    "os.getenv", "os.environ.get", "os.environ.setdefault", "os.environ.pop",
})
#: Methods of a text that give a text.
_TEXT_METHODS = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "replace"})


def constant(node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> object:
    """The constant that an expression always has, or ``UNKNOWN``."""
    value = _value(node, scope, depth)
    return UNKNOWN if value is ENVIRONMENT_TEXT else value


def setting(node: ast.expr | None, scope: Scope) -> object:
    """Like ``constant``, or ``ENVIRONMENT_TEXT`` for an unconverted environment variable."""
    return _value(node, scope, _DEPTH)


def alternatives(node: ast.expr | None, scope: Scope) -> tuple[object, ...]:
    """The constants of a conditional expression's arms, where both are known and differ."""
    for _ in range(_DEPTH):
        if isinstance(node, ast.IfExp):
            arms = (setting(node.body, scope), setting(node.orelse, scope))
            return () if any(arm is UNKNOWN for arm in arms) else arms
        if not isinstance(node, ast.Name):
            break
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        if len(bindings) != 1 or bindings[0].kind != "assignment":
            break
        node, scope = bindings[0].value, bindings[0].scope
    return ()


def string(node: ast.expr | None, scope: Scope) -> str | None:
    """The constant string that an expression always has, or None."""
    value = constant(node, scope)
    return value if isinstance(value, str) else None


def imported_path(node: ast.expr, scope: Scope) -> str | None:
    """The qualified name of a plain chain whose first name an import binds, and nothing else.

    Enough for the standard library; libraries are resolved by ``names.Names``.
    """
    suffix = ""
    while isinstance(node, ast.Attribute):
        suffix = f".{node.attr}{suffix}"
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    paths = {binding.path if binding.kind == "import" else None
             for binding in scope.lookup(node.id)}
    path = paths.pop() if len(paths) == 1 else None
    return None if path is None else path + suffix


def held_value(node: ast.expr | None, scope: Scope) -> ast.expr | None:
    """What a variable that is assigned once holds, or the expression itself."""
    if isinstance(node, ast.Name):
        bindings = scope.lookup(node.id)
        if len(bindings) == 1 and bindings[0].kind == "assignment":
            return bindings[0].value
    return node


def _value(node: ast.expr | None, scope: Scope, depth: int) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if depth <= 0 or node is None:
        return UNKNOWN
    if isinstance(node, ast.Name):
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        if len(bindings) == 1:
            if bindings[0].kind in ("assignment", "unpack", "walrus"):
                return _value(unpacked(bindings[0]), bindings[0].scope, depth - 1)
            if bindings[0].kind == "import":
                return _IMPORTED_VALUES.get(bindings[0].path or "", UNKNOWN)
    elif isinstance(node, ast.JoinedStr):
        parts = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
        return "".join(parts) if len(parts) == len(node.values) else UNKNOWN
    elif isinstance(node, ast.BinOp):
        return _arithmetic(
            node.op, _value(node.left, scope, depth - 1), _value(node.right, scope, depth - 1))
    elif isinstance(node, ast.UnaryOp):
        return _signed(node.op, _value(node.operand, scope, depth - 1))
    elif isinstance(node, ast.IfExp):
        return _agreed(
            _value(node.body, scope, depth - 1), _value(node.orelse, scope, depth - 1))
    elif isinstance(node, ast.BoolOp):
        return _chosen(node, [_value(value, scope, depth - 1) for value in node.values])
    elif isinstance(node, ast.NamedExpr):
        return _value(node.value, scope, depth - 1)
    elif isinstance(node, ast.Attribute):
        return _IMPORTED_VALUES.get(imported_path(node, scope) or "", UNKNOWN)
    elif isinstance(node, ast.Subscript):
        if imported_path(node.value, scope) == "os.environ":
            return ENVIRONMENT_TEXT
    elif isinstance(node, ast.Call):
        return _called(node, scope, depth)
    return UNKNOWN


def unpacked(binding: Binding) -> ast.expr | None:
    """The expression that a binding gets; through an unpacking of a literal tuple or list."""
    value = binding.value
    for index in binding.index:
        if not isinstance(value, (ast.Tuple, ast.List)) or not 0 <= index < len(value.elts):
            return None
        if any(isinstance(item, ast.Starred) for item in value.elts):
            return None
        value = value.elts[index]
    return value


def _chosen(node: ast.BoolOp, values: list[object]) -> object:
    """What ``or`` and ``and`` give."""
    for value in values[:-1]:
        if value is UNKNOWN:
            return UNKNOWN
        if value is ENVIRONMENT_TEXT:
            # "variable or default": text wherever the variable is set.
            return value if isinstance(node.op, ast.Or) else UNKNOWN
        if bool(value) is isinstance(node.op, ast.Or):
            return value
    return values[-1]


def _called(node: ast.Call, scope: Scope, depth: int) -> object:
    """``float("inf")``, ``int(…)`` of a constant and kin, and ways to read the environment."""
    function = node.func
    if isinstance(function, ast.Name) and not scope.lookup(function.id):
        return _computed(function.id, node, scope, depth)
    if not isinstance(function, (ast.Name, ast.Attribute)):
        return UNKNOWN
    path = imported_path(function, scope)
    if path in _ENVIRONMENT_CALLS:
        return ENVIRONMENT_TEXT
    if path in ("typing.cast", "typing_extensions.cast") and len(node.args) == 2:
        return _value(node.args[1], scope, depth - 1)
    if isinstance(function, ast.Attribute) and function.attr in _TEXT_METHODS:
        if _value(function.value, scope, depth - 1) is ENVIRONMENT_TEXT:
            return ENVIRONMENT_TEXT
    return UNKNOWN


def _computed(name: str, node: ast.Call, scope: Scope, depth: int) -> object:
    """A built-in function of constants."""
    values = [_value(argument, scope, depth - 1) for argument in node.args]
    if node.keywords or not values:
        return UNKNOWN
    if name == "str" and len(values) == 1:
        number = isinstance(values[0], (int, float)) and not _is_large(values[0])
        return str(values[0]) if number else values[0] if isinstance(values[0], str) else UNKNOWN
    if name == "pow" and len(values) == 2:
        return _arithmetic(ast.Pow(), *values)
    compute = _COMPUTED.get(name)
    texts = name in ("float", "int") and len(values) == 1
    if compute is None or not all(
        isinstance(value, (int, float)) or (texts and isinstance(value, str)) for value in values
    ):
        return UNKNOWN
    try:
        value: object = compute(*values)
    except (ValueError, OverflowError, TypeError):
        return UNKNOWN
    return value if isinstance(value, (int, float)) else UNKNOWN


def _arithmetic(kind: ast.operator, left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str) and isinstance(kind, ast.Add):
        return left + right
    compute = _ARITHMETIC.get(type(kind))
    if compute is None or not isinstance(left, (int, float)) or not isinstance(
            right, (int, float)):
        return UNKNOWN
    if isinstance(kind, (ast.Pow, ast.LShift)) and _too_large(kind, left, right):
        return UNKNOWN
    try:
        value = compute(left, right)
    except (ArithmeticError, ValueError, TypeError):
        return UNKNOWN
    if _is_large(value):
        return UNKNOWN
    return value if isinstance(value, (int, float)) else UNKNOWN


def _is_large(value: object) -> bool:
    return isinstance(value, int) and value.bit_length() > _BITS


def _too_large(kind: ast.operator, left: float, right: float) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return False  # overflows into an error, at once
    bits = left.bit_length() * abs(right) if isinstance(kind, ast.Pow) else right
    return bits > _BITS


def _signed(kind: ast.unaryop, value: object) -> object:
    if isinstance(kind, ast.Invert) and isinstance(value, int):
        return ~value
    if isinstance(value, (int, float)):
        if isinstance(kind, ast.USub):
            return -value
        if isinstance(kind, ast.UAdd):
            return +value
    return UNKNOWN


def _agreed(left: object, right: object) -> object:
    """The value of both arms, if it is one value."""
    return left if type(left) is type(right) and left == right else UNKNOWN

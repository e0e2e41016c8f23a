"""Constant values of expressions; anything unknown is unknown."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

from .scopes import Scope

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
}


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


def _value(node: ast.expr | None, scope: Scope, depth: int) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if depth <= 0 or node is None:
        return UNKNOWN
    if isinstance(node, ast.Name):
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        if len(bindings) == 1:
            if bindings[0].kind == "assignment":
                return _value(bindings[0].value, bindings[0].scope, depth - 1)
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
        # "variable or default": text wherever the variable is set.
        first = _value(node.values[0], scope, depth - 1)
        if first is ENVIRONMENT_TEXT and isinstance(node.op, ast.Or):
            return first
    elif isinstance(node, ast.Attribute):
        return _IMPORTED_VALUES.get(imported_path(node, scope) or "", UNKNOWN)
    elif isinstance(node, ast.Subscript):
        if imported_path(node.value, scope) == "os.environ":
            return ENVIRONMENT_TEXT
    elif isinstance(node, ast.Call):
        return _called(node, scope, depth)
    return UNKNOWN


def _called(node: ast.Call, scope: Scope, depth: int) -> object:
    """``float("inf")``, ``int(…)`` of a constant, and the ways to read the environment."""
    function = node.func
    if isinstance(function, ast.Name) and function.id in ("float", "int"):
        if scope.lookup(function.id) or len(node.args) != 1 or node.keywords:
            return UNKNOWN
        argument = _value(node.args[0], scope, depth - 1)
        if isinstance(argument, (int, float, str)):
            try:
                return float(argument) if function.id == "float" else int(argument)
            except (ValueError, OverflowError):
                return UNKNOWN
        return UNKNOWN
    if isinstance(function, (ast.Name, ast.Attribute)) and imported_path(function, scope) in (
        "os.getenv", "os.environ.get"
    ):
        return ENVIRONMENT_TEXT
    return UNKNOWN


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
    if isinstance(value, int) and value.bit_length() > _BITS:
        return UNKNOWN
    return value if isinstance(value, (int, float)) else UNKNOWN


def _too_large(kind: ast.operator, left: float, right: float) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return False  # overflows into an error, at once
    bits = left.bit_length() * abs(right) if isinstance(kind, ast.Pow) else right
    return bits > _BITS


def _signed(kind: ast.unaryop, value: object) -> object:
    if isinstance(value, (int, float)):
        if isinstance(kind, ast.USub):
            return -value
        if isinstance(kind, ast.UAdd):
            return +value
    return UNKNOWN


def _agreed(left: object, right: object) -> object:
    """The value of both arms, if it is one value."""
    return left if type(left) is type(right) and left == right else UNKNOWN

"""Whether a file has a place in which something could live as long as the process.

Told from its statements alone, before the walk: it may say yes in vain. Without a collection or
an object of the module or of a class, a ``global``, a cache, a default argument or the signs of a
singleton, whatever a file does with connections ends with the call that does it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from ..lazy import cached_property
from ..outline import Outline
from . import frameworks, lookups
from .classes import ManagerNames
from .collections import COLLECTIONS, DATA_CLASSES
from .instances import MAKING

#: Words without which there is no cache, ``global``, singleton or look-up of one.
_WORDS = ("global ", ":=", "cache", "ingleton", "INGLETON", "__new__", "__dict__", "__call__",
          "classmethod", "staticmethod", ".instance(", "_instance", "getInstance(", "shared(",
          "get_default(", "run_once")
#: Classes, by their last name, in whose objects nobody keeps connections.
_PLAIN = re.compile(
    r"(?:Router|Blueprint|TypeVar|ParamSpec|Lock|Event|Semaphore|Logger|Path|Schema|Version"
    r"|Depends|Adapter|Config|Settings|Console|Parser|Templates|Bearer|Limiter|Struct|Type"
    r"|Factory|Resource|Site|Files|Client)$")
#: Values that are part of others.
_PARTS = {ast.IfExp: ("body", "orelse"), ast.BoolOp: ("values",), ast.NamedExpr: ("value",),
          ast.Await: ("value",), ast.Starred: ("value",), ast.Tuple: ("elts",)}
_GROWING = (ast.Dict, ast.DictComp, ast.ListComp, ast.SetComp)
_BLOCKS = ("body", "orelse", "finalbody")
#: More names than this are not searched for one by one: the time would grow with the square.
_MANY = 100


class Places:
    """The places of one module."""

    def __init__(
        self, tree: ast.Module, outline: Outline, text: str, names: ManagerNames
    ) -> None:
        self._tree = tree
        self._outline = outline
        self._text = text
        self._names = names

    def any(self) -> bool:
        """Whether there is one."""
        text = self._text
        return (any(word in text for word in _WORDS)
                or any(map(lookups.is_getter, self._outline.names()))
                or any(map(self._keeps, _values(self._tree)))
                or self._decorates() or self._defaults()
                or self._is_assigned_to())

    def _is_assigned_to(self) -> bool:
        """``get_hub.hub = Hub()``, and ``Hub.last = self``."""
        names = self._local_names
        return len(names) > _MANY or any(f"{name}." in self._text for name in names)

    def _keeps(self, value: ast.expr) -> bool:
        """Whether a value of the module, or of a class, may keep something."""
        pending = [value]
        while pending:
            value = pending.pop()
            cls = value.__class__
            if cls in _PARTS:
                for field in _PARTS[cls]:
                    part = getattr(value, field)
                    pending.extend(part if part.__class__ is list else (part,))
            elif isinstance(value, ast.Call):
                if self._makes(value.func):
                    return True
            elif isinstance(value, (ast.List, ast.Set)):
                if not value.elts or not all(isinstance(part, ast.Constant) and (
                    part.value is not None) for part in value.elts):
                    return True
            elif isinstance(value, _GROWING) or (
                isinstance(value, ast.BinOp) and isinstance(value.left, ast.List)
            ):
                return True
        return False

    def _makes(self, function: ast.expr) -> bool:
        """Whether a call may make a collection, or an object that keeps one."""
        last = _last(function)
        if last in COLLECTIONS or last == "fromkeys" or last.startswith(MAKING) or (
            lookups.is_getter(last) or self._names.either(last) or self._is_local(last)
        ):
            return True
        if not isinstance(function, (ast.Name, ast.Attribute)):
            return True
        return last.lstrip("_")[:1].isupper() and not (
            _PLAIN.search(last) or frameworks.APPLICATION.search(last))

    def _is_local(self, name: str) -> bool:
        return name in self._local_names

    @cached_property
    def _local_names(self) -> frozenset[str]:
        """The names of the functions and classes of the file."""
        return frozenset(
            node.name for node in (*self._outline.functions, *self._outline.classes))

    def _decorates(self) -> bool:
        """A class with a decorator that may make it a singleton, or a metaclass."""
        return any(node.keywords or any(
            _last(decorator) not in DATA_CLASSES
            for decorator in node.decorator_list) for node in self._outline.classes)

    def _defaults(self) -> bool:
        for node in self._outline.functions:
            arguments = node.args
            for default in (*arguments.defaults, *arguments.kw_defaults):
                if default is not None and self._keeps(default):
                    return True
        return False


def _values(tree: ast.Module) -> Iterator[ast.expr]:
    """What is assigned at the level of the module and of its classes."""
    blocks: list[Iterable[ast.stmt]] = [tree.body]
    while blocks:
        for statement in blocks.pop():
            value = getattr(statement, "value", None)
            if value is not None and not isinstance(statement, (ast.Expr, ast.Return)):
                yield value
                continue
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            for field in _BLOCKS:
                inner = getattr(statement, field, None)
                if inner.__class__ is list:
                    blocks.append(inner)
            for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
                blocks.append(part.body)


def _last(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")

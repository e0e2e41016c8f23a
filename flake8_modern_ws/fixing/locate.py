"""Finds concrete syntax, commas and comments included, by ``ast-grep-py``.

Its behaviour: https://ast-grep.github.io/guide/api-usage/py-api.html. Places come from
Python's own tree; ast-grep supplies what that tree lacks. Whatever it raises, its panics (no
``Exception``) included, becomes ``Withheld``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .document import Document
from .reasons import Reason, Withheld

if TYPE_CHECKING:
    from ast_grep_py import SgNode


#: The usual start of an import, which needs no syntax tree of its own.
_FROM = re.compile(r"from[ \t]+([\w.]+)[ \t]+import\b")


class Part(NamedTuple):
    """An element of a list, with the offsets of what belongs to it."""

    start: int
    end: int
    text: str


class Elements(NamedTuple):
    """A comma-separated list: its elements, and the offsets between its brackets.

    ``commas`` holds the offset of the comma after each element, or None.
    """

    parts: tuple[Part, ...]
    commas: tuple[int | None, ...]
    start: int
    end: int
    comments: tuple[Part, ...]


@contextmanager
def _contained() -> Iterator[None]:
    try:
        yield
    except (Withheld, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # pyo3_runtime.PanicException is no Exception
        reason = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
        raise Withheld(Reason.AST_GREP_FAILED, f"ast-grep failed: {reason}") from None


class Locator:
    """Looks up nodes of one document. Raises ``Withheld`` where it finds none."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _root(self) -> SgNode:
        from ast_grep_py import SgRoot

        with _contained():
            return SgRoot(self._document.text, "python").root()

    def find(self, node: ast.AST, *kinds: str) -> SgNode:
        """The concrete node of one of the kinds that has the place of a node."""
        span = self._document.source.span(node)
        place: Any = {
            "start": {"line": span.line - 1, "column": span.column},
            "end": {"line": span.end_line - 1, "column": span.end_column},
        }
        with _contained():
            for kind in kinds:
                found = self._root.find({"rule": {"range": place, "kind": kind}})
                if found is not None:
                    if any(child.kind() == "ERROR" for child in found.children()):
                        break
                    return found
        raise Withheld(Reason.NOT_FOUND)

    def module_name(self, statement: ast.ImportFrom) -> Part:
        """The module of ``from module import …``."""
        start = self._document.start(statement)
        plain = _FROM.match(self._document.text, start)
        if plain is not None and plain.group(1) == statement.module:
            return Part(plain.start(1), plain.end(1), plain.group(1))
        found = self.find(statement, "import_from_statement")
        with _contained():
            module = found.field("module_name")
            if module is None:
                raise Withheld(Reason.NOT_FOUND)
            return _part(module)

    def imported(self, statement: ast.Import | ast.ImportFrom) -> Elements:
        """The aliases of an import statement."""
        found = self.find(statement, "import_from_statement", "import_statement")
        with _contained():
            children = list(found.children())
            keyword = max(i for i, child in enumerate(children) if child.kind() == "import")
            return _elements(children[keyword + 1:])

    def arguments(self, call: ast.Call) -> Elements:
        """The arguments of a call."""
        found = self.find(call, "call")
        with _contained():
            arguments = found.field("arguments")
            if arguments is None or arguments.kind() != "argument_list":
                raise Withheld(Reason.NOT_FOUND)
            return _elements(list(arguments.children()))

    def argument(self, call: ast.Call, value: ast.expr) -> tuple[int, int]:
        """The extent of a value given to a call, with the brackets around it."""
        start, end = self._document.extent(value)
        equals = any(keyword.value is value for keyword in call.keywords)
        for part in self.arguments(call).parts:
            if part.start <= start and end <= part.end:
                if not equals:
                    return part.start, part.end
                inner = part.text.index("=") + 1
                inner += len(part.text[inner:]) - len(part.text[inner:].lstrip())
                return part.start + inner, part.end
        raise Withheld(Reason.NOT_FOUND)

    def entries(self, node: ast.Dict | ast.List | ast.Tuple | ast.Set) -> Elements:
        """The elements of a display."""
        found = self.find(node, "dictionary", "list", "tuple", "set")
        with _contained():
            return _elements(list(found.children()))

    def parameters(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Elements:
        """The parameters of a function."""
        if isinstance(function, ast.Lambda):
            found = self.find(function, "lambda")
        else:
            # Comments below the body belong to the function for ast-grep, not for Python.
            located = self._functions.get(self._document.start(function))
            if located is None:
                raise Withheld(Reason.NOT_FOUND)
            found = located
        with _contained():
            parameters = found.field("parameters")
            if parameters is None:
                raise Withheld(Reason.NOT_FOUND)
            return _elements(list(parameters.children()))

    @cached_property
    def _functions(self) -> dict[int, SgNode]:
        with _contained():
            return {node.range().start.index: node
                    for node in self._root.find_all({"rule": {"kind": "function_definition"}})}


def _part(node: SgNode) -> Part:
    place = node.range()
    return Part(place.start.index, place.end.index, node.text())


def _elements(children: list[SgNode]) -> Elements:
    parts: list[Part] = []
    commas: list[int | None] = []
    comments: list[Part] = []
    start = end = None
    for child in children:
        kind = child.kind()
        place = _part(child)
        if kind in ("(", "[", "{"):
            start = place.end
        elif kind in (")", "]", "}"):
            end = place.start
        elif kind == ",":
            if commas and commas[-1] is None:
                commas[-1] = place.start
        elif kind in ("comment", "line_continuation"):
            comments.append(place)
        else:
            parts.append(place)
            commas.append(None)
    first = start if start is not None else (parts[0].start if parts else 0)
    last = end if end is not None else (parts[-1].end if parts else 0)
    return Elements(tuple(parts), tuple(commas), first, last, tuple(comments))

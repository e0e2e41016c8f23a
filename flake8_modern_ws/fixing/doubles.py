"""Leaves out of ``except (A, B)`` what changes make the same as another of its classes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..model.kinds import EXCEPTIONS
from . import lists
from .edits import Edit, splice
from .reasons import Withheld
from .subject import Subject

_TESTS = ("isinstance", "issubclass")


def without_doubles(edits: list[Edit], subject: Subject) -> list[Edit]:
    """The edits, with removals in place of those that would name a class a second time."""
    if not any(edit.text.rpartition(".")[2] in EXCEPTIONS for edit in edits):
        return edits
    for node in _tuples(subject):
        inside = [edit for edit in edits if _within(edit, subject.document.extent(node))]
        seen: set[str] = set()
        double: set[int] = set()
        for index, item in enumerate(node.elts):
            text = _written(item, inside, subject)
            if text in seen and text.rpartition(".")[2] in EXCEPTIONS:
                double.add(index)
            seen.add(text)
        if inside and double:
            edits = _removed(edits, node, double, subject)
    return edits


def _tuples(subject: Subject) -> Iterator[ast.Tuple]:
    for node in ast.walk(subject.structure.module.node):
        tested: ast.expr | None = None
        if isinstance(node, ast.ExceptHandler):
            tested = node.type
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _TESTS:
            tested = node.args[-1] if node.args else None
        if isinstance(tested, ast.Tuple):
            yield tested


def _within(edit: Edit, extent: tuple[int, int]) -> bool:
    return extent[0] <= edit.start and edit.end <= extent[1]


def _written(item: ast.expr, edits: Iterable[Edit], subject: Subject) -> str:
    """An element as it will stand there."""
    extent = start, end = subject.document.extent(item)
    return splice(subject.document.text[start:end], (
        Edit(edit.start - start, edit.end - start, edit.text)
        for edit in edits if _within(edit, extent)))


def _removed(
    edits: list[Edit], node: ast.Tuple, double: set[int], subject: Subject
) -> list[Edit]:
    """The edits with some elements taken out; as they are where a comment is in the way."""
    document = subject.document
    gone = [document.extent(node.elts[index]) for index in double]
    whole = document.extent(node)
    if len(node.elts) - len(double) == 1 and not document.has_comment(*whole):
        left = next(item for index, item in enumerate(node.elts) if index not in double)
        outside = [edit for edit in edits if not _within(edit, whole)]
        inside = (edit for edit in edits if _within(edit, whole))
        return [*outside, Edit(*whole, _written(left, inside, subject))]
    kept = [edit for edit in edits if not any(_within(edit, extent) for extent in gone)]
    try:
        return [*kept, *lists.remove(document, subject.locator.entries(node), double)]
    except Withheld:
        return edits

"""Takes exceptions that nothing raises any more out of tuples."""

from __future__ import annotations

import ast

from .changes import Change
from .reasons import Reason, Withheld
from .subject import Subject


def drop(node: ast.expr, subject: Subject, change: Change) -> None:
    """Take one use of such a class out of the tuple it stands in. Raises ``Withheld``."""
    group = subject.everywhere.get(node)
    around = subject.everywhere.get(group) if group is not None else None
    caught = isinstance(around, (ast.ExceptHandler, ast.Call))
    assigned = isinstance(around, ast.Assign) and all(
        isinstance(target, (ast.Name, ast.Attribute)) for target in around.targets)
    if not isinstance(group, ast.Tuple) or len(group.elts) < 2 or not (caught or assigned):
        raise Withheld(Reason.MANUAL, "code is there for this exception alone")
    elements = subject.locator.entries(group)
    start = subject.document.start(node)
    index = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if index is None:
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, index, subject.document)
    change.replaced.append(node)
    if len(elements.parts) != 2 or elements.commas[-1] is not None:
        return
    kept = elements.parts[1 - index]
    first, last = subject.document.extent(group)
    if not caught:
        change.edit(kept.end, kept.end, ",")
    elif group.lineno == group.end_lineno and elements.start == first + 1:
        change.edit(first, first + 1, "")
        change.edit(last - 1, last, "")

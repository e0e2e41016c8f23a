"""Replaces attributes of connections, servers and exceptions."""

from __future__ import annotations

import ast

from ..plans import ReplaceAttribute
from .changes import Change
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

#: Enumerations that replacements mention, and where they come from.
_MEMBERS = {
    "State": "websockets.protocol.State",
    "Side": "websockets.protocol.Side",
}
#: Parents in which a comparison needs no parentheses.
_LOOSE = (
    ast.BoolOp, ast.IfExp, ast.Call, ast.keyword, ast.Lambda, ast.Tuple, ast.List, ast.Set,
    ast.Dict, ast.comprehension, ast.NamedExpr, ast.FormattedValue, ast.stmt, ast.Yield,
    ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp, ast.withitem,
)


def plan(plan: ReplaceAttribute, subject: Subject, imports: Imports) -> Change:
    """The change for one attribute. Raises ``Withheld``."""
    node, place, row = plan.node, plan.place, plan.row
    if node is None or place is None or row is None:
        raise Withheld(Reason.MANUAL)
    if not isinstance(node.ctx, ast.Load):
        raise Withheld(Reason.WRITTEN_TO)
    if row.replacement is None or not row.replacement.startswith("{ws}."):
        raise Withheld(Reason.MANUAL)
    document = subject.document
    parent = subject.parent(node, place.statement)
    if parent is None and node not in ast.walk(place.statement):
        raise Withheld(Reason.NOT_FOUND)
    start, end = document.attribute_extent(node)
    text = row.replacement.removeprefix("{ws}.")
    change = Change()
    name, test, member = text.partition(" is ")
    if not test:
        change.edit(start, end, text)
        return change
    enumeration, _, value = member.partition(".")
    local, change.needs = imports.reach(
        _MEMBERS[enumeration], place.scope, place.statement)
    operator = " is "
    opening = document.start(node)
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
        first = document.start(parent)
        if document.text[first:opening].strip() == "not":
            change.edit(first, opening, "")
            operator, opening = " is not ", first
            parent = subject.parent(parent, place.statement)
    written = f"{name}{operator}{local}.{value}"
    if parent is not None and not isinstance(parent, _LOOSE) and not _is_parenthesised(
        document.text, opening, end
    ) and not (isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)):
        change.edit(document.start(node), document.start(node), "(")
        written += ")"
    change.edit(start, end, written)
    return change


def _is_parenthesised(text: str, start: int, end: int) -> bool:
    return text[:start].rstrip().endswith("(") and text[end:].lstrip().startswith(")")

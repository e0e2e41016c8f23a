"""Replaces attributes of connections, servers and exceptions."""

from __future__ import annotations

import ast
import re

from ..model.names import chain
from ..model.scopes import Scope
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
#: The quotation mark of an f-string, and of those that are joined with it.
_F_STRING = re.compile(r"""(?:^|['"]\s+)[rR]?[fF][rR]?(['"])""")
#: Parents in which a comparison needs no parentheses.
_LOOSE = (
    ast.BoolOp, ast.IfExp, ast.Call, ast.keyword, ast.Lambda, ast.Tuple, ast.List, ast.Set,
    ast.Dict, ast.comprehension, ast.NamedExpr, ast.FormattedValue, ast.stmt, ast.Yield,
    ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp, ast.withitem,
)
#: Parents in which a conditional expression needs none.
_LOOSE_CONDITIONAL = (
    ast.Call, ast.keyword, ast.stmt, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.FormattedValue)


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
    change = Change()
    if row.exact:
        _exact(node, row.exact, parent, place.statement, subject, change)
        return change
    text = row.replacement.removeprefix("{ws}.")
    if row.name == "side":
        _compared_side(node, parent, place.scope, place.statement, subject, imports, change)
    name, test, member = text.partition(" is ")
    if not test:
        change.edit(start, end, text)
        return change
    if member == "not None":
        operator, inverse, value = " is not ", " is ", "None"
        name = _quoted(name, node, place.statement, subject)
    else:
        enumeration, _, value = member.partition(".")
        local, change.needs = imports.reach(
            _MEMBERS[enumeration], place.scope, place.statement)
        operator, inverse, value = " is ", " is not ", f"{local}.{value}"
    opening = document.start(node)
    if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
        first = document.start(parent)
        if document.text[first:opening].strip() == "not":
            change.edit(first, opening, "")
            operator, opening = inverse, first
            parent = subject.parent(parent, place.statement)
    written = f"{name}{operator}{value}"
    negated = isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
    if parent is not None and not negated and not (
        isinstance(parent, _LOOSE) and not _is_unpacked(node, parent)
    ) and not _is_index(node, parent) and not _is_parenthesised(document.text, opening, end):
        change.edit(document.start(node), document.start(node), "(")
        written += ")"
    change.edit(start, end, written)
    return change


def _compared_side(
    node: ast.Attribute, parent: ast.AST | None, scope: Scope, statement: ast.stmt,
    subject: Subject, imports: Imports, change: Change,
) -> None:
    """``connection.side == "client"``: no member of an enumeration equals a text."""
    other = parent.comparators[0] if isinstance(parent, ast.Compare) and (
        parent.left is node and len(parent.ops) == 1
        and isinstance(parent.ops[0], (ast.Eq, ast.NotEq))) else None
    if not isinstance(other, ast.Constant) or other.value not in ("client", "server"):
        raise Withheld(Reason.NOT_LITERAL, "the program may rely on the text that it was")
    local, change.needs = imports.reach(_MEMBERS["Side"], scope, statement)
    change.edit(*subject.document.extent(other), f"{local}.{str(other.value).upper()}")


def _is_unpacked(node: ast.AST, parent: ast.AST) -> bool:
    """Whether ``**`` stands before a value of a dictionary: it takes no comparison."""
    return isinstance(parent, ast.Dict) and any(
        key is None and value is node for key, value in zip(parent.keys, parent.values))


def _is_index(node: ast.Attribute, parent: ast.AST) -> bool:
    return isinstance(parent, ast.Subscript) and parent.slice is node


def _is_parenthesised(text: str, start: int, end: int) -> bool:
    return text[:start].rstrip().endswith("(") and text[end:].lstrip().startswith(")")


def _exact(
    node: ast.Attribute, template: str, parent: ast.AST | None, statement: ast.stmt,
    subject: Subject, change: Change,
) -> None:
    """A conditional expression in place of an attribute of a plain chain of names."""
    base: ast.expr = node.value
    while isinstance(base, ast.Attribute):
        base = base.value
    if not isinstance(base, ast.Name):
        raise Withheld(Reason.NOT_LITERAL, "the object would be computed twice")
    document = subject.document
    owner = document.of(node.value)
    names = chain(node.value)[1]
    if owner != ".".join([base.id, *names]):
        raise Withheld(Reason.NOT_FOUND)
    text = _quoted(template.format(ws=owner), node, statement, subject)
    start, end = document.extent(node)
    if document.has_comment(start, end):
        raise Withheld(Reason.COMMENT_IN_SPAN)
    # Keeps edits of the owner apart: only what follows it changes, and a bracket before it.
    if parent is not None and not (
        isinstance(parent, _LOOSE_CONDITIONAL) and not _is_unpacked(node, parent)
    ) and not _is_index(node, parent) and not _is_parenthesised(document.text, start, end):
        text = f"({text})"
    change.edit(start, end, text)


def _quoted(text: str, node: ast.AST, statement: ast.stmt, subject: Subject) -> str:
    """A text with single quotes, with the others unless an f-string around it has them.

    Raises ``Withheld`` where f-strings have both.
    """
    if "'" not in text:
        return text
    taken: set[str] = set()
    current: ast.AST | None = node
    while current is not None:
        parent = subject.parent(current, statement)
        if isinstance(current, ast.JoinedStr) and not (
            isinstance(parent, ast.FormattedValue) and parent.format_spec is current
        ):
            taken.update(_F_STRING.findall(subject.document.of(current)))
        current = parent
    if len(taken) == 2:
        raise Withheld(Reason.NOT_LITERAL, "no quotation mark is left for the text in an f-string")
    return text if '"' in taken else text.replace("'", '"')

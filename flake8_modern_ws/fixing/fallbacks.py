"""Takes away the arm of a ``try`` or an ``if`` that no supported release runs."""

from __future__ import annotations

import ast

from ..model.scopes import Block
from ..plans import RemoveArm
from .changes import Change
from .document import Document
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject


def plan(plan: RemoveArm, subject: Subject, imports: Imports) -> Change:
    """The change: the arm that runs stands alone. Raises ``Withheld``."""
    event = plan.event
    if event is None:
        raise Withheld(Reason.MANUAL)
    statement: Block = event.statement
    positions = subject.structure.positions
    position = positions.get(statement)
    if position is not None and isinstance(position.parent, ast.ExceptHandler):
        handler = position.parent
        attempt = positions[handler].parent
        if not isinstance(attempt, ast.Try) or attempt.orelse or attempt.finalbody:
            raise Withheld(Reason.OTHER_USES, "the 'try' has an 'else' or a 'finally'")
        if len(attempt.handlers) != 1:
            raise Withheld(Reason.OTHER_USES, "the 'try' has several 'except' clauses")
        if not all(isinstance(s, (ast.Import, ast.ImportFrom, ast.Assign)) for s in attempt.body):
            raise Withheld(Reason.OTHER_USES, "the 'try' does more than import")
        return _kept(attempt, attempt.body, subject)
    if position is not None and isinstance(position.parent, ast.If):
        test = position.parent
        if position.field == "body":
            return _kept(test, test.orelse, subject)
        return _kept(test, test.body, subject)
    raise Withheld(Reason.MANUAL, "the code that never runs is no arm of its own")


def _kept(whole: ast.stmt, block: list[ast.stmt], subject: Subject) -> Change:
    """The statements of a block in place of the whole statement."""
    document = subject.document
    start, end = document.extent(whole)
    text = document.text
    line_start = document.line_extent(start)[0]
    indent = text[line_start:start]
    if indent.strip(" \t") or text[start:start + 4] == "elif" or not block:
        raise Withheld(Reason.OTHER_USES, "the other arm is empty or no block of its own")
    if isinstance(whole, ast.If) and len(whole.orelse) == 1 and isinstance(
        whole.orelse[0], ast.If
    ):
        raise Withheld(Reason.OTHER_USES, "the 'if' has an 'elif'")
    first = document.start(block[0])
    last = document.end(block[-1])
    inner = text[document.line_extent(first)[0]:first]
    block_start = _below_header(whole, block, subject)
    if block_start > first:
        raise Withheld(Reason.OTHER_USES, "the arm stands on one line")
    if inner.strip(" \t") or not inner.startswith(indent):
        raise Withheld(Reason.OTHER_USES, "the arm stands on one line")
    if any(isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno != node.lineno
           for statement in block for node in ast.walk(statement)):
        raise Withheld(Reason.NOT_LITERAL, "a string goes over several lines")
    end = _end_of_line(end, document)
    last = _end_of_line(last, document)
    lines = [line.removeprefix(inner) if line.startswith(inner) else line.lstrip(" \t")
             for line in text[block_start:last].replace("\r\n", "\n").split("\n")]
    # What is said of the arm that goes is for the reader to judge.
    lines = [*document.comments(start, block_start), *lines, *document.comments(last, end)]
    change = Change()
    change.edit(start, end, document.newline.join(
        [lines[0], *(indent + line if line else "" for line in lines[1:])]))
    return change


def _end_of_line(end: int, document: Document) -> int:
    """Where the line of a statement ends, what is said behind it included."""
    rest = document.text[end:document.line_extent(end)[1]].rstrip()
    if rest.lstrip(" \t").startswith("#"):
        return end + len(rest)
    return end


def _below_header(whole: ast.stmt, block: list[ast.stmt], subject: Subject) -> int:
    """Where the line below the header of an arm starts; comments from there on belong to it."""
    document = subject.document
    if isinstance(whole, ast.If) and block is whole.orelse:
        for line in range(whole.body[-1].end_lineno or 0, block[0].lineno):
            start, end = document.line_extent(document.offset(line, 0))
            if document.text[start:end].split("#")[0].strip().replace(" ", "") == "else:":
                return end
        raise Withheld(Reason.OTHER_USES, "the arm stands on one line")
    header = whole.test if isinstance(whole, ast.If) else whole
    line = (header.end_lineno if isinstance(whole, ast.If) else header.lineno) or header.lineno
    return document.line_extent(document.offset(line, 0))[1]

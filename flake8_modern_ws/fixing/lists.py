"""Edits of comma-separated lists: arguments, parameters, imported names, displays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .document import Document
from .edits import Edit
from .locate import Elements
from .reasons import Reason, Withheld

#: Additions that would make a line longer than this are broken.
WIDTH = 88
#: A comma and a comment behind the last element.
_COMMENTED = re.compile(r"[ \t]*,[ \t]*#.*")
_REMARK = re.compile(r"[ \t]*#.*")


def remove(document: Document, elements: Elements, indexes: Collection[int]) -> Iterator[Edit]:
    """Take elements out, each with one comma.

    An element alone on its lines goes with them; a comment behind it stays, on its own line.
    Raises ``Withheld`` if a comment would go with it.
    """
    parts, commas = elements.parts, elements.commas
    kept = [index for index in range(len(parts)) if index not in indexes]
    if not kept:
        start = elements.start
        end = elements.end
        if document.has_comment(start, end):
            raise Withheld(Reason.COMMENT_IN_SPAN)
        yield Edit(start, end, "")
        return
    for index in sorted(indexes):
        part = parts[index]
        comma = commas[index]
        after = part.end if comma is None else comma + 1
        own = _own_line(document, part.start, after)
        remark = _remark(document, elements, part.start, after)
        if remark is not None and (index < kept[-1] or index == len(parts) - 1):
            start, end = part.start, remark
        elif index < kept[-1]:
            if comma is None:
                raise Withheld(Reason.NOT_FOUND)
            start, end = own or (part.start, parts[index + 1].start)
        else:
            # Behind the last that stays: the comma before it goes, its own stays if any.
            start, end = parts[index - 1].end, part.end
            last = index == len(parts) - 1
            commented = last and _comments_in(elements, start, end)
            if own and last and (comma is not None or commented):
                start, end = own
            elif commented:  # then the comma before the comment stays
                start = part.start
        if document.has_comment(start, end):
            raise Withheld(Reason.COMMENT_IN_SPAN)
        yield Edit(start, end, "")


def _own_line(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The lines that hold nothing but a stretch of text."""
    text = document.text
    first = document.line_extent(start)[0]
    last = document.line_extent(max(start, end - 1))[1]
    if text[first:start].strip() or text[end:last].strip():
        return None
    return first, last


def _remark(document: Document, elements: Elements, start: int, end: int) -> int | None:
    """Where a comment begins that is all that stands beside a stretch on its lines."""
    first = document.line_extent(start)[0]
    if document.text[first:start].strip():
        return None
    return next((comment.start for comment in elements.comments
                 if comment.start >= end and not document.text[end:comment.start].strip(" \t")),
                None)


def _comments_in(elements: Elements, start: int, end: int) -> bool:
    return any(start < comment.end and comment.start < end for comment in elements.comments)


def append(
    document: Document, elements: Elements, texts: Collection[str], width: int | None = None
) -> Edit:
    """Add elements at the end of a list, in its own layout.

    ``width`` is the length of lines beyond which each gets a line of its own; only within
    brackets.
    """
    if not elements.parts:
        return Edit(elements.start, elements.start, _joined(document, elements, texts, width))
    last = elements.parts[-1]
    text = document.text
    if len(elements.parts) > 1 or "\n" in text[elements.start:last.start]:
        line_start = document.line_extent(last.start)[0]
        indent = text[line_start:last.start]
        if not indent.strip() and line_start > elements.start - 1:
            line_end = last.end + len(text[last.end:].partition("\n")[0].rstrip("\r"))
            if _COMMENTED.fullmatch(text, last.end, line_end):  # which stays with its element
                return Edit(line_end, line_end, "".join(
                    f"{document.newline}{indent}{item}," for item in texts))
            separator = f",{document.newline}{indent}"
            added = "".join(separator + item for item in texts)
            if _REMARK.fullmatch(text, last.end, line_end):  # the same, without a comma
                return Edit(last.end, line_end, "," + text[last.end:line_end] + added[1:])
            return Edit(last.end, last.end, added)
    separator = _separator(document, elements, last.end, texts, width)
    return Edit(last.end, last.end, "".join(separator + item for item in texts))


def _joined(
    document: Document, elements: Elements, texts: Collection[str], width: int | None
) -> str:
    """Elements for an empty list."""
    return _separator(document, elements, elements.start, texts, width).join(texts)


def _separator(
    document: Document, elements: Elements, end: int, texts: Collection[str], width: int | None
) -> str:
    """What stands before each new element: a line break below the bracket if lines get long."""
    line, line_end = document.line_extent(end)
    long = width is not None and (
        line_end - line + sum(len(item) + 2 for item in texts) > width)
    first = document.line_extent(elements.start)[0]
    before = document.text[first:elements.start]
    if not long or first != line or document.has_comment(end, line_end):
        return ", "  # a "noqa" at the end of the line has to stay on it
    blank = before[:len(before) - len(before.lstrip())]
    return f",{document.newline}{blank}{' ' * (len(before) - len(blank))}"

"""Headers that have an argument of their own: ``User-Agent`` and ``Server``."""

from __future__ import annotations

import ast

from ..catalog.websockets_uses import USER_AGENT_ONCE
from ..model.contents import Entry
from ..model.library_calls import LibraryCall
from ..model.values import held_value, string
from .changes import Change
from .reasons import Reason, Withheld
from .subject import Subject

#: What may be computed a little earlier than before.
_HARMLESS = (ast.Constant, ast.Name, ast.Attribute, ast.BinOp, ast.JoinedStr, ast.FormattedValue,
             ast.Load, ast.operator)


def only_value(value: ast.expr) -> ast.expr:
    """The value of the one header of a literal. Raises ``Withheld`` for anything else."""
    found = _headers(value)
    if found is None or len(found) != 1:
        raise Withheld(Reason.NOT_LITERAL)
    return found[0][1]


def take_user_agent(
    argument: Entry, call: LibraryCall, subject: Subject, change: Change
) -> None:
    """Give ``User-Agent`` its own argument.

    It can stay where it is unless a supported release would send it twice. Raises ``Withheld``.
    Source: https://websockets.readthedocs.io/en/stable/project/changelog.html (15.0).
    """
    try:
        take("user-agent", "user_agent_header", argument, call, subject, change)
    except Withheld:
        if not subject.supported.guarantees(USER_AGENT_ONCE):
            raise


def take(
    header: str, new: str, argument: Entry, call: LibraryCall, subject: Subject, change: Change
) -> None:
    """Take a header out of a literal and give it as the argument ``new``. Raises ``Withheld``."""
    held = held_value(argument.value, argument.scope)
    found = [(index, key, value) for index, (key, value) in enumerate(
                 (held is not None and _headers(held)) or ())
             if key is not None and (string(key, argument.scope) or "").lower() == header]
    if not found:
        return
    index, key, value = found[0]
    by_hand = Withheld(Reason.MANUAL, f"'{subject.document.of(key)}' belongs in '{new}'")
    display, keyword = argument.value, argument.node
    if len(found) > 1 or held is not display or not (
        isinstance(keyword, ast.keyword) and isinstance(display, (ast.Dict, ast.List, ast.Tuple))
    ):
        raise by_hand
    if isinstance(display, ast.Tuple) and len(display.elts) == 2:
        raise by_hand  # the comma behind the last one would go
    if not all(isinstance(node, _HARMLESS) for node in ast.walk(value)):
        raise Withheld(Reason.NOT_LITERAL, "computing the value may do something")
    if any(entry.name == new for entry in subject.model.mappings.arguments(
            call.call, call.scope, call.statement)):
        raise Withheld(Reason.NAME_TAKEN, f"'{new}' is given too")
    document = subject.document
    elements = subject.locator.entries(display)
    if len(elements.parts) != len(_headers(display) or ()):
        raise Withheld(Reason.NOT_FOUND)
    change.remove(elements, index, document)
    start = document.start(keyword)
    before = document.text[document.line_extent(start)[0]:start]
    separator = " " if before.strip() else document.newline + before
    change.edit(start, start, f"{new}={document.of(value)},{separator}")


def _headers(value: ast.expr) -> list[tuple[ast.expr | None, ast.expr]] | None:
    """Keys and values of a literal; None for anything else."""
    if isinstance(value, ast.Dict):
        return list(zip(value.keys, value.values))
    if isinstance(value, (ast.List, ast.Tuple)):
        found: list[tuple[ast.expr | None, ast.expr]] = []
        for item in value.elts:
            if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
                return None
            found.append((item.elts[0], item.elts[1]))
        return found
    return None

"""Edits of a text, and the splice that applies them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters from ``start`` to ``end`` (exclusive) become ``text``."""

    start: int
    end: int
    text: str


class Overlap(Exception):
    """Two edits want the same characters."""


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the text, each once.

    Insertions at one place keep their order. Raises ``Overlap``, and ``ValueError`` for an
    edit that ends before it starts.
    """
    unique = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    last = 0
    for edit in unique:
        if edit.end < edit.start:
            raise ValueError(f"an edit ends before it starts: {edit}")
        if edit.start < last:
            raise Overlap(edit)
        last = edit.end
    return unique


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits applied; every other character stays. Raises as ``ordered``."""
    parts: list[str] = []
    position = 0
    for edit in ordered(edits):
        parts += (text[position:edit.start], edit.text)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)

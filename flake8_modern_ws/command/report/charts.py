"""Bars as inline SVG. Each says in words what it shows; colours come from the page's style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

#: A name and its count.
Part = tuple[str, int]
_WIDTH = 1000


def share(parts: Sequence[Part], family: str, title: str) -> str:
    """One bar over the whole width, divided in proportion."""
    total = sum(count for _, count in parts)
    return _bar(parts, max(total, 1), family, title, "share")


def columns(parts: Sequence[Part], most: int, family: str, title: str) -> str:
    """A bar as long, beside others, as its counts are of the largest."""
    return _bar(parts, max(most, 1), family, title, "row")


def _bar(parts: Sequence[Part], total: int, family: str, title: str, kind: str) -> str:
    words = ", ".join(f"{count} {name}" for name, count in parts)
    height = 24 if kind == "share" else 14
    shapes = []
    start = 0.0
    for index, (_, count) in enumerate(parts):
        if count:
            width = count * _WIDTH / total
            shapes.append(f'<rect class="{family}{index}" x="{start:.1f}" y="0" '
                          f'width="{max(width - 2, 2):.1f}" height="{height}"/>')
            start += width
    label = escape(f"{title}: {words}", quote=True)
    # In a table the same stands in words beside the bar.
    role = f'role="img" aria-label="{label}"' if kind == "share" else 'aria-hidden="true"'
    return (f'<svg class="{kind}" {role} '
            f'viewBox="0 0 {_WIDTH} {height}" preserveAspectRatio="none">'
            f"<title>{label}</title>{''.join(shapes)}</svg>")


def legend(parts: Sequence[Part], family: str) -> str:
    """The names beside their colours, with the counts."""
    items = "".join(
        f'<li><svg class="key" aria-hidden="true" viewBox="0 0 12 12">'
        f'<rect class="{family}{index}" width="12" height="12"/></svg>'
        f"<strong>{count}</strong> {escape(name)}</li>"
        for index, (name, count) in enumerate(parts))
    return f'<ul class="legend">{items}</ul>'

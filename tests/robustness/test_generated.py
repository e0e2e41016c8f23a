"""Generated programs: the linter never fails, and the fixer never damages one."""

from __future__ import annotations

import io
import tokenize
from collections import Counter

import pytest
from hypothesis import given

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.findings import INTERNAL
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import Settings

from ..expectations import check
from .effort import examples
from .programs import parses, programs

repeatable = examples(300)


def comments(text: str) -> Counter[str]:
    """The comments of a program, as often as they are there."""
    return Counter(token.string for token in tokenize.generate_tokens(io.StringIO(text).readline)
                   if token.type == tokenize.COMMENT)


@repeatable
@given(programs())
def test_findings_lie_inside_the_file(text: str) -> None:
    lines = text.splitlines() if "\f" not in text else text.split("\n")
    for finding in check(text):
        span = finding.span
        assert finding.code != INTERNAL, finding.message
        assert finding.text.isprintable(), finding
        assert 1 <= span.line <= span.end_line <= len(lines), finding
        assert 0 <= span.column <= len(lines[span.line - 1]), finding
        assert 0 <= span.end_column <= len(lines[span.end_line - 1]), finding
        assert (span.line, span.column) < (span.end_line, span.end_column), finding


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixing_ends_and_what_is_fixed_is_gone(unsafe: bool) -> None:
    pytest.importorskip("ast_grep_py")
    fixer = Fixer(Engine(Settings()), unsafe=unsafe)
    changed = 0

    @repeatable
    @given(programs())
    def holds(text: str) -> None:
        nonlocal changed
        changed += is_fixed_well(fixer, text)

    holds()
    assert changed > 30


def is_fixed_well(fixer: Fixer, text: str) -> bool:
    """Whether the fixer changed the program; fails if it did it any harm."""
    result = fixer.fix(text, "program.py")
    assert (result.text != text) == bool(result.fixed)
    assert parses(result.text)
    if result.text == text:
        return False
    again = fixer.fix(result.text, "program.py")
    assert again.text == result.text
    assert not again.fixed
    if "\r\n" in text:
        assert result.text.count("\r\n") == result.text.count("\n")
    assert comments(text) == comments(result.text)
    # What has nothing to do with websockets stands as it stood, and in its order.
    before, after = text.splitlines(), iter(result.text.splitlines())
    assert all(line in after for line in before if "ß" in line or "ø" in line or "print" in line)
    # Less is left than was there, and as much less as was said.
    left = Counter(finding.code for finding in check(result.text))
    there = Counter(finding.code for finding in check(text))
    fixed = Counter(finding.code for finding in result.fixed)
    assert all(left[code] <= max(0, there[code] - count) for code, count in fixed.items()), (
        there, fixed, left)
    return True

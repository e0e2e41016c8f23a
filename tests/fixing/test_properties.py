"""What holds for every program that the rules' own fixtures hold, fixed."""

from __future__ import annotations

import ast

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.findings import INTERNAL
from flake8_modern_ws.fixing.fixer import Fixer, Result
from flake8_modern_ws.settings.settings import combine

from ..expectations import FIXTURES, Fixture, all_fixtures

pytest.importorskip("ast_grep_py")

ALL = all_fixtures()


def fix(text: str, fixture: Fixture, unsafe: bool = True) -> Result:
    settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
    return Fixer(Engine(combine(settings, {}, None)), unsafe).fix(text, fixture.shown)


@pytest.mark.parametrize("fixture", ALL, ids=lambda f: str(f.path.relative_to(FIXTURES)))
def test_the_result_parses_and_a_second_run_changes_nothing(fixture: Fixture) -> None:
    result = fix(fixture.text, fixture)
    ast.parse(result.text)
    assert not any(item.finding.code == INTERNAL for item in result.left)
    again = fix(result.text, fixture)
    assert again.text == result.text
    assert again.fixed == ()
    # Comments survive: every one that was there, as often as it was there.
    for comment in ("# ok", "# expect"):
        assert result.text.count(comment) == fixture.text.count(comment)


@pytest.mark.parametrize("fixture", ALL, ids=lambda f: str(f.path.relative_to(FIXTURES)))
def test_line_ends_stay_as_they_are(fixture: Fixture) -> None:
    expected = fix(fixture.text, fixture).text.replace("\n", "\r\n")
    assert fix(fixture.text.replace("\n", "\r\n"), fixture).text == expected


@pytest.mark.parametrize("fixture", ALL[::3], ids=lambda f: str(f.path.relative_to(FIXTURES)))
def test_safe_fixes_are_a_part_of_all(fixture: Fixture) -> None:
    safe = fix(fixture.text, fixture, unsafe=False)
    assert all(finding.remedy == "fix" for finding in safe.fixed)

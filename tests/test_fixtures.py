"""Every fixture: exactly the findings that it announces."""

from __future__ import annotations

import pytest

from .expectations import FIXTURES, Fixture, all_fixtures, check

ALL = all_fixtures()


def identify(fixture: Fixture) -> str:
    return str(fixture.path.relative_to(FIXTURES))


@pytest.mark.parametrize("fixture", ALL, ids=identify)
def test_finds_exactly_what_the_fixture_announces(fixture: Fixture) -> None:
    settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
    findings = check(fixture.text, fixture.shown, **settings)
    found = [(f.span.line, f.span.column + 1, f.code) for f in findings]
    assert sorted(found) == list(fixture.expected), [f.text for f in findings]

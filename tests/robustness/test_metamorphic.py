"""What is found does not depend on how a program is written down."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable

import pytest

from ..expectations import FIXTURES, Fixture, all_fixtures, check
from . import transformations
from .differences import DIFFERENCES

ALL = all_fixtures()


def found(text: str, fixture: Fixture) -> Counter[str]:
    settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
    return Counter(finding.code for finding in check(text, fixture.shown, **settings))


def identify(fixture: Fixture) -> str:
    return fixture.path.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("change", transformations.ALL, ids=lambda change: change.__name__)
def test_finds_the_same(change: Callable[[str], str | None]) -> None:
    different = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for fixture in ALL:
            changed = change(fixture.text)
            if changed is None:
                continue
            before, after = found(fixture.text, fixture), found(changed, fixture)
            if before != after:
                different[identify(fixture)] = (dict(before - after), dict(after - before))
    known = DIFFERENCES.get(change.__name__, {})
    assert different.keys() == known.keys(), different

"""What is found does not depend on how a program is written down."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable

import pytest

from ..expectations import FIXTURES, Fixture, all_fixtures, check
from . import transformations
from .differences import DIFFERENCES
from .places import Places

ALL = all_fixtures()


def found(text: str, fixture: Fixture) -> Counter[tuple[str, str, str]]:
    """Code, enclosing qualified name and code, of each finding."""
    settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
    places = Places(text)
    return Counter((finding.code, *places.of(finding.span))
                   for finding in check(text, fixture.shown, **settings))


def identify(fixture: Fixture) -> str:
    return fixture.path.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("change", transformations.ALL, ids=lambda change: change.__name__)
def test_finds_the_same(change: Callable[[str], str | None]) -> None:
    explained = DIFFERENCES.get(change.__name__, {})
    different = {}
    changes = 0
    gone_codes: set[str] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for fixture in ALL:
            changed = change(fixture.text)
            if changed is None:
                continue
            changes += 1
            before, after = found(fixture.text, fixture), found(changed, fixture)
            gone, new = before - after, after - before
            codes = {code for code, *_ in gone}
            gone_codes |= codes
            if new or not codes <= explained.keys():
                different[identify(fixture)] = (dict(gone), dict(new))
    assert not different
    assert changes > 20
    assert gone_codes == explained.keys()

"""Tests of the installed release come to what Python says they come to."""

from __future__ import annotations

import ast
import importlib.metadata
import sys
import types

import pytest

from flake8_modern_ws.catalog import exports, presence
from flake8_modern_ws.catalog.releases import WEBSOCKETS
from flake8_modern_ws.model.module import Model
from flake8_modern_ws.source import Source

HEADER = """\
import importlib.metadata
import sys
from importlib.metadata import version

import packaging.version
import websockets
from packaging import version as pv
from packaging.version import Version, parse
from websockets import __version__ as spelled

NUMBERS = tuple(map(int, websockets.__version__.split(".")))
MAJOR, *REST = NUMBERS
FLAG = False
if NUMBERS >= (13, 1):
    FLAG = True
CHOSEN = "new" if NUMBERS[0] > 13 else "old"
NOTHING = None if NUMBERS < (10,) else NUMBERS
"""
KNOWN = [
    "websockets.__version__ >= '14'",
    "spelled < '9'",
    "'13.0' <= websockets.__version__ < '14'",
    "websockets.__version__.startswith(('12', '13.'))",
    "websockets.__version__.split('.')[0] == '13'",
    "websockets.__version__.split('.', 1)[0] in ('13', '14')",
    "websockets.__version__.partition('.')[0] not in ['13']",
    "websockets.__version__[:2] == '14'",
    "websockets.__version__[::-1] > '5'",
    "int(version('websockets').split('.')[0]) >= 14",
    "int(importlib.metadata.version('websockets').rpartition('.')[0].replace('.', '')) > 13",
    "float('.'.join(('1', '2'))) > 0 or NUMBERS > (1,)",
    "tuple(map(int, spelled.split('.'))) < (14, 0)",
    "tuple(map(int, spelled.split('.')[:2])) <= (13, 0)",
    "list(map(int, spelled.split('.')[:2])) <= [13, 0]",
    "tuple(int(p) for p in spelled.split('.')) == (13, 0, 1)",
    "[int(p) for p in spelled.split('.') if p.isdigit()] != [13, 0, 1]",
    "len(spelled.split('.')) == 3",
    "Version(websockets.__version__) < Version('14')",
    "packaging.version.parse(version('websockets')) >= pv.Version('13.0.0')",
    "parse(spelled) == parse('14.0')",
    "parse(spelled).major < 14",
    "parse(spelled).minor == 1 and parse(spelled).micro == 1",
    "parse(spelled).release >= (14, 0)",
    "Version('12') <= Version(spelled) < Version('15.0.1')",
    "NUMBERS[:2] >= (13, 1)",
    "not NUMBERS < (14,)",
    "not (NUMBERS < (14,) and NUMBERS > (11,))",
    "NUMBERS < (9,) or NUMBERS >= (16,)",
    "FLAG",
    "not FLAG and NUMBERS > (12,)",
    "CHOSEN == 'new'",
    "NOTHING is None",
    "NOTHING is not None and NOTHING > (12,)",
    "bool(FLAG)",
    "(NUMBERS > (14,)) is not None",
    "True if NUMBERS > (14,) else FLAG",
    "getattr(websockets, '__version__', '0') < '14'",
    "str(NUMBERS[0]) == '14'",
]
#: What nobody can tell without running the program.
UNKNOWN = [
    "compare(spelled, '14')",
    "websockets.__version__ in ALLOWED",
    "MAJOR > 13 and unknown",
    "sys.version_info > (3, 9) and NUMBERS > (8,)",
    "Version(spelled) in SPECIFIERS",
    "'websockets.asyncio' in sys.modules",
    "NUMBERS[0] - 1 > 13",
    "NUMBERS > 14",
    "Version('what') < Version(spelled)",
    "[int(p) + 1 for p in spelled.split('.')] > [13]",
    "int(spelled) > 13",
]


def outcomes(test: str) -> dict[str, bool | None]:
    """What the model says, by release."""
    text = f"{HEADER}if {test}:\n    import websockets.legacy\n"
    tree = ast.parse(text)
    model = Model(Source("x.py", text.splitlines(True), tree), exports.star_exports,
                  lambda module: False, presence.exists)
    condition = tree.body[-1]
    assert isinstance(condition, ast.If)
    (guard,) = model.guards.of(condition.body[0], model.structure.module)
    assert model.guards.concerns_release(guard)
    return {release: model.guards.holds(guard, release) for release in WEBSOCKETS}


def executed(test: str, release: str, patch: pytest.MonkeyPatch) -> bool:
    """What Python says, with a package that is nothing but its version."""
    package = types.ModuleType("websockets")
    package.__version__ = release  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "websockets", package)
    patch.setattr(importlib.metadata, "version", lambda name: release)
    namespace: dict[str, object] = {}
    exec(HEADER, namespace)
    return bool(eval(test, namespace))


@pytest.mark.parametrize("test", KNOWN)
def test_an_answer_is_what_python_answers(test: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcomes(test)
    unknown = [release for release, outcome in found.items() if outcome is None]
    # A test that fails in some releases has no outcome there.
    wrong = {}
    for release in WEBSOCKETS:
        with monkeypatch.context() as patch:
            real = executed(test, release, patch)
        if found[release] not in (None, real):
            wrong[release] = (found[release], real)
    assert not wrong
    assert not unknown


@pytest.mark.parametrize("test", UNKNOWN)
def test_what_is_unknown_is_not_guessed(test: str) -> None:
    assert set(outcomes(test).values()) == {None}

"""Every row on arguments and switched names, shown by the releases on both sides of it."""

from __future__ import annotations

from functools import cache

import pytest

from flake8_modern_ws.catalog.introduced_arguments import FORWARDS, INTRODUCED_ARGUMENTS
from flake8_modern_ws.catalog.presence import introduced_in
from flake8_modern_ws.catalog.releases import WEBSOCKETS
from flake8_modern_ws.catalog.switched_names import SWITCHED

from .conftest import install, run_probe

_PROBE = r"""
import importlib, inspect, json, sys, warnings
warnings.simplefilter("ignore")
answers = {}
for path in %r:
    module, _, name = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        continue
    called = found.__init__ if inspect.isclass(found) else found
    parameters = inspect.signature(called).parameters.values()
    answers[path] = {
        "module": found.__module__,
        "arguments": [p.name for p in parameters
                      if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
                      and p.name != "self"],
        "forwards": any(p.kind is p.VAR_KEYWORD for p in parameters),
    }
json.dump(answers, sys.stdout)
"""
_PATHS = sorted({*INTRODUCED_ARGUMENTS, *FORWARDS, *SWITCHED})
ROWS = [(path, argument, since) for path, row in INTRODUCED_ARGUMENTS.items()
        for argument, since in row.items()]


@cache
def signatures(version: str) -> dict[str, dict[str, object]]:
    """The callables of the tables in one release."""
    found: dict[str, dict[str, object]] = run_probe(
        _PROBE % (_PATHS,), install("websockets", version))
    return found


def before(version: str) -> str:
    """The catalogued release before another."""
    return WEBSOCKETS[WEBSOCKETS.index(version) - 1]


@pytest.mark.parametrize(("path", "argument", "since"), ROWS)
def test_an_argument_came_with_the_stated_release(path: str, argument: str, since: str) -> None:
    assert argument not in signatures(before(since))[path]["arguments"]
    assert argument in signatures(since)[path]["arguments"]
    assert argument in signatures(WEBSOCKETS[-1])[path]["arguments"]


@pytest.mark.parametrize("path", INTRODUCED_ARGUMENTS)
def test_the_other_arguments_are_as_old_as_the_callable(path: str) -> None:
    oldest = "10.0" if path == "websockets.broadcast" else introduced_in(path) or WEBSOCKETS[0]
    first = signatures(oldest)[path]["arguments"]
    newest = signatures(WEBSOCKETS[-1])[path]["arguments"]
    assert isinstance(first, list)
    assert isinstance(newest, list)
    assert set(newest) - set(first) == set(INTRODUCED_ARGUMENTS[path])


@pytest.mark.parametrize("path", FORWARDS)
def test_a_callable_hands_on_what_it_does_not_know(path: str) -> None:
    assert signatures(WEBSOCKETS[-1])[path]["forwards"]
    assert FORWARDS[path] in INTRODUCED_ARGUMENTS


@pytest.mark.parametrize("path", SWITCHED)
def test_a_name_switched_its_implementation_with_the_stated_release(path: str) -> None:
    row = SWITCHED[path]
    old = str(signatures(before(row.switched))[path]["module"])
    assert old.startswith("websockets.legacy")
    assert str(signatures(row.switched)[path]["module"]).startswith("websockets.asyncio")
    assert introduced_in(row.modern) == row.since

"""The wrapper around ``warnings.warn`` changes nothing about a warning."""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from flake8_modern_ws.deprecations.collecting import Collector
from flake8_modern_ws.deprecations.comparing import statement_lines


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.remove()


def module(name: str, text: str, filename: str) -> dict[str, Any]:
    """The namespace of a module that is made of a text."""
    namespace = types.ModuleType(name).__dict__
    exec(compile(text, filename, "exec"), namespace)
    return namespace


EMITTER = """
import warnings
def inner(**options):
    warnings.warn("old", DeprecationWarning, **options)
def outer(**options):
    inner(**options)
"""


def place(call: Callable[[], object]) -> tuple[str, int]:
    with warnings.catch_warnings(record=True) as recorded:
        warnings.simplefilter("always")
        call()
    (warning,) = recorded
    return warning.filename, warning.lineno


@pytest.mark.parametrize("stacklevel", [-1, 0, 1, 2, 3, 4, 100])
def test_the_place_of_a_warning_stays(collector: Collector, stacklevel: int) -> None:
    outer = module("websockets.old", EMITTER, "/lib/websockets/old.py")["outer"]

    def call() -> None:
        outer(stacklevel=stacklevel)

    before = place(call)
    collector.install()
    assert place(call) == before


@pytest.mark.skipif(sys.version_info < (3, 12), reason="skip_file_prefixes came with 3.12")
@pytest.mark.parametrize("prefix", ["/lib/websockets/", "/lib/other/", "/"])
@pytest.mark.parametrize("stacklevel", [1, 2, 3])
def test_skipped_files_stay_skipped(
    collector: Collector, prefix: str, stacklevel: int
) -> None:
    outer = module("websockets.old", EMITTER, "/lib/websockets/old.py")["outer"]

    def call() -> None:
        outer(skip_file_prefixes=(prefix,), stacklevel=stacklevel)

    before = place(call)
    collector.install()
    assert place(call) == before


def test_a_warning_that_is_refused_is_refused_the_same_way(collector: Collector) -> None:
    collector.install()
    with pytest.raises(TypeError):
        warnings.warn("x", 3, stacklevel=1)  # type: ignore[arg-type]
    assert collector.error is None


def test_other_libraries_and_other_warnings_are_left_aside(collector: Collector) -> None:
    collector.install()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module("websocket.old", EMITTER, "/lib/websocket/old.py")["outer"]()
        text = EMITTER.replace("DeprecationWarning", "UserWarning")
        module("websockets.old", text, "/lib/websockets/old.py")["outer"]()
    assert collector.observed == {}


def test_an_instance_of_a_warning_is_observed(collector: Collector) -> None:
    collector.install()
    text = EMITTER.replace('"old", DeprecationWarning', 'DeprecationWarning("old")')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module("uvicorn.old", text, "/lib/uvicorn/old.py")["outer"]()
    (observation,) = collector.observed
    assert (observation.library, observation.message) == ("uvicorn", "old")
    assert observation.path == __file__


def test_nothing_is_observed_after_the_end(collector: Collector) -> None:
    original = warnings.warn
    collector.install()
    collector.remove()
    assert warnings.warn is original


@pytest.mark.parametrize(
    ("line", "expected"),
    [(1, (1, 4)), (3, (1, 4)), (5, (5, 6)), (6, (5, 6)), (7, (7, 7)), (8, (8, 8)), (9, (9, 9)),
     (11, (11, 11))],
)
def test_the_statement_of_a_line(line: int, expected: tuple[int, int]) -> None:
    import ast

    text = ("from a import (\n    b,\n    c,\n)\n"
            "if (b and\n        c):\n    d = 1\nfor x in y: z = 1\n\n\nq\n")
    assert statement_lines(ast.parse(text), line) == expected

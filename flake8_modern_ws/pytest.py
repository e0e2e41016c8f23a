"""A plugin for pytest: deprecations that a test run meets, and whether the rules report them.

    python -m pytest -p flake8_modern_ws.pytest

At the end it lists the deprecation warnings of ``websockets`` and ``uvicorn``: those on lines
that no rule reports, which deserve a look, and those that are reported anyway. It neither adds
nor hides a warning, and never changes the outcome of a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from .deprecations.collecting import Collector, Observation
from .deprecations.comparing import Row, compare
from .files.configuration import configure
from .settings.errors import SettingsError
from .settings.settings import Settings

#: The key under which a worker of pytest-xdist hands its observations over.
_KEY = "flake8_modern_ws_observed"
_collector = Collector()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Begin before anything of the project is imported."""
    _collector.install()


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Begin at the latest here: a plugin that a conftest names is loaded later."""
    _collector.install()


def pytest_unconfigure() -> None:
    """End."""
    _collector.remove()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker of pytest-xdist: hand over what was observed."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = [[list(key), times] for key, times in _collector.observed.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """In the process that controls workers: take over what one observed."""
    for key, times in (getattr(node, "workeroutput", None) or {}).get(_KEY, ()):
        _collector.add(Observation(*key), times)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lists; an error of ours is a line in place of them."""
    try:
        lines = [*_summary(_collector)]
    except Exception as error:
        lines = [f"modern-ws failed ({type(error).__name__}: {error}); please report it"]
    terminalreporter.write_sep("=", "deprecations of websockets and uvicorn")
    for line in lines:
        terminalreporter.write_line(line)


def _summary(collector: Collector) -> Iterator[str]:
    if collector.error is not None:
        raise collector.error
    if not collector.observed:
        yield "none met"
        return
    try:
        settings = configure({}).settings
    except SettingsError as error:
        yield f"without settings: {error}"
        settings = Settings()
    comparison = compare(collector.observed, settings)
    for title, rows in (
        ("not reported by modern-ws:", comparison.missed),
        ("reported by modern-ws:", comparison.reported),
        ("not caused by a line of the project itself:", comparison.elsewhere),
    ):
        if rows:
            yield title
            yield from ("  " + _line(row) for row in rows)


def _line(row: Row) -> str:
    seen = row.observation
    place = f"{_relative(seen.path)}:{seen.line}" if seen.path else f"{seen.module}.{seen.function}"
    message = " ".join(seen.message.split())
    codes = f" [{', '.join(row.codes)}]" if row.codes else ""
    times = f" ({row.times} times)" if row.times > 1 else ""
    return f"{place}: {message}{codes}{times}"


def _relative(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path

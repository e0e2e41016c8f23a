"""The flake8 face: options in, tuples out.

How flake8 calls a plugin: https://flake8.pycqa.org/en/latest/plugin-development/
"""

from __future__ import annotations

import argparse
import ast
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import __version__
from .words import mentions_tokens

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

    from .baseline import Baseline
    from .engine import Engine
    from .settings.settings import Settings

_NAME = b"flake8-modern-ws"


class Plugin:
    """Checks one file. flake8 constructs it with the shared tree, which stays untouched."""

    name = "flake8-modern-ws"
    version = __version__
    _settings: Settings | None = None
    _engine: Engine | None = None
    _baseline: Baseline | None = None

    def __init__(self, tree: ast.Module, lines: list[str], filename: str = "stdin") -> None:
        self._tree = tree
        self._lines = lines
        self._filename = filename

    def run(self) -> Iterator[tuple[int, int, str, type[Any]]]:
        """The findings of the file, as flake8 wants them."""
        settings = type(self)._settings
        if not (mentions_tokens(self._lines) if settings is None
                else mentions_tokens(self._lines, settings.words)):
            return
        from .source import Source

        try:
            engine = self._prepared_engine()
        except Exception as error:  # as everywhere: one error of ours must not end the run
            from .findings import internal_error

            findings = [internal_error("the preparation", error)]
        else:
            source = Source(self._filename, self._lines, self._tree)
            findings = engine.check(source)
            if self._baseline is not None and findings:
                findings = [new for new, _ in self._baseline.new(source, findings)]
        for finding in findings:
            yield finding.span.line, finding.span.column, finding.text, type(self)

    @classmethod
    def _prepared_engine(cls) -> Engine:
        if cls._engine is None:
            from .engine import Engine
            from .settings.settings import Settings

            cls._engine = Engine(cls._settings or Settings())
        return cls._engine

    @classmethod
    def add_options(cls, option_manager: OptionManager) -> None:
        """Register ``--ws-…``; all as plain strings, so that "not given" stays known."""
        from .settings import OPTIONS

        for option in OPTIONS:
            option_manager.add_option(
                f"--ws-{option.name}", default=None, metavar=option.metavar,
                parse_from_config=True, normalize_paths=option.path,
                help=f"{option.help} (default: {option.default_text})")

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Keep the options; a bad one ends the run here, in the parent process, in one line."""
        cls._engine = cls._settings = cls._baseline = None
        if not _is_told(options):
            return
        from .settings.errors import SettingsError
        from .settings.flake8 import settings_from

        try:
            cls._settings = settings_from(options)
            if cls._settings.baseline:
                from .baseline import load, locate

                cls._baseline = load(locate(cls._settings.baseline))
        except SettingsError as error:
            import multiprocessing

            # Workers read the options again; an exception there would hang flake8. The
            # parent has ended before they see a bad value.
            if multiprocessing.parent_process() is None:
                raise SystemExit(f"flake8-modern-ws: {error}") from None


def _is_told(options: argparse.Namespace | None) -> bool:
    """False only if every setting is its default.

    Most runs are told nothing of ours. They start without the modules that read settings.
    """
    for name, value in vars(options).items() if options is not None else ():
        if name.startswith("ws_"):
            if value is not None:
                return True
        elif name in ("select", "extend_select") and value and "WS" in str(value):
            return True
    current = os.getcwd()
    while True:
        if _may_name_us(os.path.join(current, "pyproject.toml")):
            return True
        parent = os.path.dirname(current)
        if parent == current:
            return False
        current = parent


def _may_name_us(path: str) -> bool:
    """Whether a file has to be read with care: it names us, or is not to be read like others."""
    if not os.path.lexists(path):
        return False
    if not os.path.isfile(path):
        return True
    try:
        with open(path, "rb") as file:
            return _NAME in file.read()
    except OSError:
        return True

"""Options that the sub-commands share: which files, which configuration, which settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..files.configuration import Configuration, configure
from ..files.discovery import Found, discover
from ..settings import OPTIONS

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

#: Options with the names and the meaning that they have in flake8.
_FLAKE8_LISTS = (
    ("select", "CODES", "report these codes, or prefixes of codes, alone"),
    ("extend-select", "CODES", "report these codes too; one of an opt-in rule enables it"),
    ("ignore", "CODES", "leave these codes out"),
    ("extend-ignore", "CODES", "leave these codes out too"),
    ("per-file-ignores", "PAIRS", "leave codes out in some files: 'tests/*: WS401'"),
    ("exclude", "GLOBS", "leave out these files and folders, in place of the default list"),
    ("extend-exclude", "GLOBS", "leave out these files and folders too"),
    ("filename", "GLOBS", "look at these files in folders (default: *.py, *.pyi)"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the paths, what flake8 has too, and our settings as ``--ws-NAME``."""
    parser.add_argument("paths", nargs="*", metavar="PATH",
                        help="files and folders; '-' is standard input (default: .)")
    group = parser.add_argument_group("configuration, as flake8 reads it")
    group.add_argument("--config", metavar="FILE",
                       help="read this file in place of setup.cfg, tox.ini or .flake8")
    group.add_argument("--append-config", metavar="FILE", action="append", default=[],
                       help="read this file after it")
    group.add_argument("--isolated", action="store_true",
                       help="read no configuration file of flake8")
    for name, metavar, text in _FLAKE8_LISTS:
        group.add_argument(f"--{name}", metavar=metavar, help=text)
    group.add_argument("--disable-noqa", action="store_true", default=None,
                       help="pay no attention to '# noqa'")
    group.add_argument("--respect-gitignore", action="store_true",
                       help="leave out what git ignores below the folders that are named")
    group.add_argument("--stdin-display-name", metavar="PATH", default="stdin",
                       help="the name under which standard input is shown")
    group.add_argument("-j", "--jobs", metavar="N",
                       help="number of processes, or 'auto' (the default)")
    settings = parser.add_argument_group("settings, also in pyproject.toml")
    for option in OPTIONS:
        settings.add_argument(f"--ws-{option.name}", metavar=option.metavar,
                              help=f"{option.help} (default: {option.default_text})")


def configuration_from(arguments: argparse.Namespace) -> Configuration:
    """The configuration that the arguments, and the files they lead to, give.

    Raises ``SettingsError``.
    """
    names = [name.replace("-", "_") for name, _, _ in _FLAKE8_LISTS]
    names += ["disable_noqa", "jobs", *(f"ws_{option.field}" for option in OPTIONS)]
    given = {name: getattr(arguments, name) for name in names}
    given["statistics"] = getattr(arguments, "statistics", None)
    return configure(given, config=arguments.config, extra=arguments.append_config,
                     isolated=arguments.isolated)


def files_from(arguments: argparse.Namespace, configuration: Configuration) -> Found:
    """The files that the arguments name. Raises ``SettingsError``."""
    ignored: Callable[[str], Callable[[str], bool]] | None = None
    if arguments.respect_gitignore:
        from ..files.ignored import ignored_below as ignored
    return discover(arguments.paths, configuration, ignored=ignored,
                    stdin_display_name=arguments.stdin_display_name)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1

"""``modern-ws check``: findings without flake8."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..settings.errors import SettingsError
from . import known
from .arguments import add_arguments, configuration_from, files_from, processors
from .exit_codes import CLEAN, FINDINGS, UNREADABLE, USAGE

if TYPE_CHECKING:
    from ..files.configuration import Configuration
    from ..fixing.handed_on import Pair
    from ..model.linked import Linked
    from .results import Results

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("text", "json", "github", "sarif")


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser(
        "check", help="report findings, without flake8", allow_abbrev=False,
        usage="%(prog)s [OPTIONS] [PATH ...]",
        description="Report what flake8 with this plugin reports, for the same files and under "
                    "the same configuration.")
    add_arguments(parser)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="text",
                        help="what to write (default: text)")
    output.add_argument("--output-file", metavar="FILE", help="write to this file")
    output.add_argument("--statistics", action="store_true", default=None,
                        help="with text: count the findings of each code at the end")
    output.add_argument("--exit-zero", action="store_true",
                        help="exit with 0 in place of 1 if there are findings")
    parser.add_argument("--no-project", dest="project", action="store_false",
                        help="judge each file on its own, as flake8 does")
    output.add_argument("--fixes", action="store_true",
                        help="with json and sarif: add the edits that would fix each finding")
    known.add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, write, and tell by the exit code."""
    from .writing import write_lines

    try:
        configuration = configuration_from(arguments)
        results, told = _results(arguments, configuration)
        write_lines(arguments.output_file, _rendered(arguments, configuration, results))
    except SettingsError as error:
        print(f"modern-ws: {error}", file=sys.stderr)
        return USAGE
    for line in told:
        print(f"modern-ws: {line}", file=sys.stderr)
    if not configuration.selection.reports_any:
        print("modern-ws: the configuration selects no code of ours, so nothing can be reported; "
              "'extend-select = WS' adds them", file=sys.stderr)
    if results.problems:
        count = len({problem.path for problem in results.problems})
        for problem in results.problems:
            print(f"modern-ws: {problem}", file=sys.stderr)
        print(f"modern-ws: {count} file{'s' * (count != 1)} could not be read as Python",
              file=sys.stderr)
        return UNREADABLE
    return FINDINGS if results.reported and not arguments.exit_zero else CLEAN


def _results(
    arguments: argparse.Namespace, configuration: Configuration
) -> tuple[Results, list[str]]:
    """What was found, and what there is to tell of the baseline."""
    from .checking import check_files
    from .results import gather

    baseline = known.opened(arguments, configuration)
    found = files_from(arguments, configuration)
    jobs = processors() if configuration.jobs == "auto" else int(configuration.jobs)
    handed_on = _handed_on(found.files, configuration) if arguments.fixes else None
    facts: dict[str, Linked] = {}
    if arguments.project:
        from .project import facts_of

        facts = facts_of(found.files, configuration)
    checked = check_files(found.files, configuration, baseline, jobs=jobs,
                          stdin_display_name=arguments.stdin_display_name,
                          facts=facts, handed_on=handed_on)
    results = gather(checked, len(found.files), found.problems)
    results.stale = known.stale(baseline, results, found.files, configuration)
    return results, [*known.write(arguments, baseline, results)]


def _handed_on(files: list[str], configuration: Configuration) -> frozenset[Pair]:
    """What files take from one another. Raises ``SettingsError`` if nothing can be fixed here."""
    try:
        import ast_grep_py  # noqa: F401
    except ImportError:
        raise SettingsError(
            "--fixes needs ast-grep-py: pip install 'flake8-modern-ws[fix]'") from None
    from .rewriting import candidates, taken_from

    return taken_from(candidates(files, configuration)[0], files)


def _rendered(
    arguments: argparse.Namespace, configuration: Configuration, results: Results
) -> Iterator[str]:
    if arguments.format == "text":
        from .formats import text

        terminal = arguments.output_file is None and sys.stdout.isatty()
        return text.render(results, source=terminal, statistics=configuration.statistics,
                           colour=terminal and text.colours(sys.stdout))
    if arguments.format == "json":
        from .formats import json

        return json.render(results)
    if arguments.format == "github":
        from .formats import github

        return github.render(results)
    from .formats import sarif

    return sarif.render(results)

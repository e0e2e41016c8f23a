"""``modern-ws report``: where the migration stands."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ..arguments import add_arguments, configuration_from, files_from, processors
from ..exit_codes import CLEAN, UNREADABLE, USAGE

if TYPE_CHECKING:
    from .summary import Summary

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("text", "markdown", "html")


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser(
        "report", help="show where the migration stands", allow_abbrev=False,
        description="Shows which files use the legacy and the new implementation of websockets, "
                    "what is left and how it can be settled, and what to do next.",
        epilog="Exit codes: 0 also if there are findings, 2 usage or configuration, 3 a file "
               "could not be read.")
    add_arguments(parser)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="text",
                        help="text for a terminal (default), markdown for a pull request, html "
                             "for one page that needs no network")
    output.add_argument("--output-file", metavar="FILE", help="write to this file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look at the files and write the report."""
    from ...files.discovery import STANDARD_INPUT
    from ...settings.errors import SettingsError
    from .summary import summarize
    from .survey import survey

    try:
        if STANDARD_INPUT in arguments.paths:
            raise SettingsError("-: a report is about files, not about standard input")
        configuration = configuration_from(arguments)
        found = files_from(arguments, configuration)
        jobs = processors() if configuration.jobs == "auto" else int(configuration.jobs)
        summary = summarize(survey(found, configuration, jobs), arguments.paths)
        _write(arguments, _rendered(arguments, summary))
    except SettingsError as error:
        print(f"modern-ws: {error}", file=sys.stderr)
        return USAGE
    for problem in summary.problems:
        print(f"modern-ws: {problem}", file=sys.stderr)
    return UNREADABLE if summary.problems else CLEAN


def _rendered(arguments: argparse.Namespace, summary: Summary) -> str:
    from .. import terminal
    from . import html, markdown, text

    if arguments.format == "markdown":
        return markdown.render(summary)
    if arguments.format == "html":
        return html.render(summary)
    if arguments.output_file is not None:
        return text.render(summary, terminal.Style(False), 80)
    return text.render(summary, terminal.style_of(sys.stdout), terminal.width())


def _write(arguments: argparse.Namespace, text: str) -> None:
    from .. import terminal
    from ..writing import write_output

    path = arguments.output_file
    if path is None and arguments.format == "text":
        terminal.show(text)
        return
    data = text.encode("utf-8", "surrogateescape")
    write_output(path, data)

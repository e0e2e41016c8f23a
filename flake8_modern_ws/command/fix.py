"""``modern-ws fix``: carry out what the findings ask for, or say why not."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..settings.errors import SettingsError
from .arguments import add_arguments, configuration_from, files_from, processors
from .exit_codes import CLEAN, FINDINGS, UNREADABLE, USAGE
from .writing import write_lines

if TYPE_CHECKING:
    from ..files.discovery import Problem
    from ..findings import Finding
    from .rewriting import Rewritten

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

#: Files after which a terminal is told how far the run has come.
_PROGRESS = 50


def add_parser(subparsers: Subparsers) -> None:
    """Add the sub-command's parser."""
    parser = subparsers.add_parser(
        "fix", help="rewrite code, or say why a line was left", allow_abbrev=False,
        description="Rewrite what can be rewritten without changing the meaning; with --unsafe "
                    "also what needs a review. Findings that belong together are fixed together "
                    "or not at all. '-' fixes standard input to standard output.")
    add_arguments(parser)
    group = parser.add_argument_group("fixing")
    group.add_argument("--unsafe", action="store_true",
                       help="also apply fixes that are right in all likelihood, to be reviewed")
    mode = group.add_mutually_exclusive_group()
    mode.add_argument("--diff", action="store_true",
                      help="show the changes as a unified diff and write nothing")
    mode.add_argument("--check", action="store_true",
                      help="write nothing; exit with 1 if a file would change")
    group.add_argument("--format", choices=("text", "json"), default="text",
                       help="how to tell what was fixed and what was left (default: text)")
    group.add_argument("--no-project", dest="project", action="store_false",
                       help="judge each file on its own, as flake8 does")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Fix, write, and tell by the exit code."""
    try:
        import ast_grep_py  # noqa: F401
    except ImportError:
        print("modern-ws: 'fix' needs ast-grep-py: pip install 'flake8-modern-ws[fix]'",
              file=sys.stderr)
        return USAGE
    try:
        if "-" in arguments.paths and len(arguments.paths) > 1:
            raise SettingsError("-: standard input is fixed alone, without other paths")
        configuration = configuration_from(arguments)
        found = files_from(arguments, configuration)
    except SettingsError as error:
        print(f"modern-ws: {error}", file=sys.stderr)
        return USAGE
    from .project import facts_of
    from .rewriting import candidates, rewrite_all, under_one_name

    named, problems = candidates(sorted(set(found.files)), configuration)
    paths = under_one_name(named)
    links = set(named).difference(paths)
    files = [path for path in found.files if path not in links]
    problems += found.problems
    jobs = processors() if configuration.jobs == "auto" else int(configuration.jobs)
    items: list[Rewritten] = []
    facts = facts_of(files, configuration) if arguments.project else {}
    for item in _told(rewrite_all(paths, files, configuration, arguments.unsafe, jobs,
                                  arguments.stdin_display_name, facts), len(paths)):
        problem = _settled(item, arguments)
        if problem is not None:
            problems.append(problem)
            item = item._replace(after=item.before, fixed=())
        items.append(item)
    _report(items, problems, arguments)
    changed = any(item.changed for item in items)
    if problems:
        return UNREADABLE
    if any(item.left for item in items) or (changed and (arguments.check or arguments.diff)):
        return FINDINGS
    return CLEAN


def _told(items: Iterator[Rewritten], total: int) -> Iterator[Rewritten]:
    """Tell a terminal how far a long run has come."""
    shown = sys.stderr.isatty() and total > _PROGRESS
    for number, item in enumerate(items, 1):
        if shown and number % _PROGRESS == 0:
            print(f"\r{number} of {total} files", end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)


def _settled(item: Rewritten, arguments: argparse.Namespace) -> Problem | None:
    """Show or write one result; what went wrong with it."""
    if arguments.diff and item.changed:
        _show_diff(item)
    elif arguments.paths == ["-"] and not arguments.check and not arguments.diff:
        sys.stdout.flush()
        sys.stdout.buffer.write(item.after)
    elif item.changed and not arguments.check and item.problem is None:
        from .rewriting import write

        return write(item)
    return item.problem


def _show_diff(item: Rewritten) -> None:
    import difflib

    from .formats.text import colours

    name = item.path.removeprefix("./")
    colour = colours(sys.stdout)
    lines = difflib.unified_diff(
        item.text_before.splitlines(keepends=True), item.text_after.splitlines(keepends=True),
        f"a/{name}", f"b/{name}")
    for line in lines:
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        if colour:
            style = {"+": "32", "-": "31", "@": "36"}.get(line[:1])
            text = f"\033[{style}m{text.rstrip()}\033[0m\n" if style else text
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _report(
    items: list[Rewritten], problems: list[Problem], arguments: argparse.Namespace
) -> None:
    """What was fixed, what was left and why: on standard error where output is code."""
    if arguments.check or arguments.diff:
        items = [_as_it_is(item) for item in items]
    lines = ([json.dumps(_as_json(items, problems), indent=2)] if arguments.format == "json"
             else _as_text(items, arguments))
    if arguments.diff or "-" in arguments.paths:
        for line in lines:
            print(line, file=sys.stderr)
    else:
        write_lines(None, lines)
    for problem in problems:
        print(f"modern-ws: {problem}", file=sys.stderr)


def _as_it_is(item: Rewritten) -> Rewritten:
    """What is left, at its lines in a file that stays as it is."""
    if not item.changed or not item.left:
        return item
    import difflib

    old, new = (text.splitlines() for text in (item.text_before, item.text_after))
    lines: dict[int, int] = {}
    for _, start, end, first, last in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        for offset in range(last - first):
            lines[first + offset + 1] = min(start + offset, max(start, end - 1)) + 1

    def moved(finding: Finding) -> Finding:
        span = finding.span
        line = lines.get(span.line, span.line)
        return finding._replace(span=span._replace(
            line=line, end_line=line + span.end_line - span.line))

    return item._replace(left=tuple(
        left._replace(finding=moved(left.finding), blockers=tuple(map(moved, left.blockers)))
        for left in item.left))


def _as_text(items: list[Rewritten], arguments: argparse.Namespace) -> Iterator[str]:
    reasons: Counter[str] = Counter()
    for item in items:
        for left in item.left:
            span, finding = left.finding.span, left.finding
            yield (f"{item.path}:{span.line}:{span.column + 1}: {finding.code} "
                   f"{finding.message}. Left ({left.reason.value}): {left.detail}")
            reasons[left.reason.value] += 1
    fixed = sum(len(item.fixed) for item in items)
    changed = sum(item.changed for item in items)
    done = "Would fix" if arguments.check or arguments.diff else "Fixed"
    left_count = sum(reasons.values())
    summary = (f"{done} {fixed} finding{'s' * (fixed != 1)} in {changed} "
               f"file{'s' * (changed != 1)}; left {left_count}")
    if reasons:
        summary += " (" + ", ".join(
            f"{reason}: {count}" for reason, count in sorted(reasons.items())) + ")"
    yield summary + "."


def _as_json(items: list[Rewritten], problems: list[Problem]) -> dict[str, object]:
    return {
        "files": [
            {
                "path": item.path,
                "changed": item.changed,
                "fixed": [
                    {"code": finding.code, "line": finding.span.line,
                     "column": finding.span.column + 1, "message": finding.message}
                    for finding in item.fixed],
                "left": [
                    {"code": left.finding.code, "line": left.finding.span.line,
                     "column": left.finding.span.column + 1, "message": left.finding.message,
                     "reason": left.reason.value, "detail": left.detail}
                    for left in item.left],
            }
            for item in items if item.changed or item.left
        ],
        "problems": [{"path": problem.path, "reason": problem.reason} for problem in problems],
    }
